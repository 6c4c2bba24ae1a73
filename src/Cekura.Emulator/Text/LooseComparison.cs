using System.Globalization;
using System.Text.Json.Nodes;

namespace Cekura.Emulator.Text;

/// <summary>
/// Compares tool arguments as loosely as the service does: numbers by value, also in quotes; texts without case and outer spaces.
/// </summary>
internal static class LooseComparison
{
    /// <summary>Whether every expected property is there with its value. An empty object matches anything.</summary>
    public static bool Matches(JsonNode? expected, JsonNode? actual) =>
        (expected, actual) switch
        {
            (JsonObject { Count: 0 }, _) => true,
            (JsonObject wanted, JsonObject given) => wanted.All(property =>
                given.TryGetPropertyValue(property.Key, out var value) && Matches(property.Value, value)
            ),
            (JsonArray wanted, JsonArray given) => wanted.Count == given.Count
                && wanted.Zip(given).All(pair => Matches(pair.First, pair.Second)),
            (JsonValue wanted, JsonValue given) => SameValue(wanted.ToString().Trim(), given.ToString().Trim()),
            (null, null) => true,
            _ => false,
        };

    private static bool SameValue(string expected, string actual) =>
        string.Equals(expected, actual, StringComparison.OrdinalIgnoreCase)
        || (IsNumber(expected, out var left) && IsNumber(actual, out var right) && left.Equals(right));

    private static bool IsNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
