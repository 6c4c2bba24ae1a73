using System.Globalization;
using System.Text.Json;

namespace Cekura.Manifests.Text;

/// <summary>Numbers as JSON Schema sees them: the value counts, not the spelling, so <c>1.0</c> and <c>1e0</c> are integers.</summary>
internal static class SchemaNumber
{
    /// <summary>The value; null when the node is no number, or one beyond the range of a double.</summary>
    public static double? Value(PositionedNode node) =>
        node.Kind == JsonValueKind.Number
        && double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value)
            ? value
            : null;

    /// <summary>The value when it is an integer.</summary>
    public static double? Integer(PositionedNode node) => Value(node) is { } value && double.IsInteger(value) ? value : null;
}
