using System.Globalization;
using System.Text.Json;

namespace Cekura.Runs.Manifest;

/// <summary>Ids of the service: positive integers.</summary>
internal static class Identifier
{
    /// <summary>The id, or null when the value is none, which is then reported.</summary>
    public static long? Read(PositionedNode value, string property, DiagnosticBag diagnostics)
    {
        if (value.Kind == JsonValueKind.Number && TryParse(value.Text, out var id))
        {
            return id;
        }

        diagnostics.Error(
            DiagnosticCodes.InvalidId,
            value.Offset,
            $"\"{property}\" wants the id that the service shows, a positive integer without quotes, and is {value.Description}.");
        return null;
    }

    public static bool TryParse(string text, out long id) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id) && id >= 1;
}
