using System.Globalization;
using System.Text.Json;

namespace Cekura.Client;

/// <summary>A count: the schema says string, the examples have numbers; anything else is 0.</summary>
internal sealed class CountConverter : ResponseConverter<int>
{
    protected override int Read(JsonElement value, JsonSerializerOptions options) =>
        Numbers.Of(value) is { } number and >= int.MinValue and <= int.MaxValue ? (int)number : 0;
}

/// <summary>A number, as a number or as text; <c>true</c> is 1 and <c>false</c> is 0; null for anything else.</summary>
internal static class Numbers
{
    public static double? Of(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number => Finite(value.GetDouble()),
            JsonValueKind.String
                when double.TryParse(value.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => Finite(
                number
            ),
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            _ => null,
        };

    /// <summary>A metric's score: binary metrics may say <c>false</c> for 0 and <c>true</c> for 5.</summary>
    public static double? ScoreOf(JsonElement value) => value.ValueKind == JsonValueKind.True ? 5 : Of(value);

    private static double? Finite(double number) => double.IsFinite(number) ? number : null;
}
