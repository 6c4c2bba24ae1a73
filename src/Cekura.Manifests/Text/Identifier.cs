using System.Globalization;

namespace Cekura.Manifests.Text;

/// <summary>Ids of the service: positive integers.</summary>
internal static class Identifier
{
    /// <summary>
    /// The largest integer up to which readers of JSON that take numbers as doubles, as JSON Schema does, tell each from the next.
    /// </summary>
    public const long Largest = 9_007_199_254_740_991;

    /// <summary>The id, or null when the value is none, which is then reported.</summary>
    public static long? Read(PositionedNode value, string property, DiagnosticBag diagnostics)
    {
        if (SchemaNumber.Integer(value) is >= 1 and <= Largest and var id)
        {
            return (long)id;
        }

        diagnostics.Error(
            DiagnosticCodes.InvalidId,
            value.Offset,
            $"\"{property}\" wants the id that the service shows, a positive integer without quotes, and is {value.Description}."
        );
        return null;
    }

    public static bool TryParse(string text, out long id) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id) && id is >= 1 and <= Largest;
}
