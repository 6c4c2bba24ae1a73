using System.Globalization;
using System.Text.Json;

namespace Cekura.Client;

/// <summary>A moment in ISO 8601; without an offset it is UTC. Null for anything else.</summary>
internal sealed class MomentConverter : ResponseConverter<DateTimeOffset?>
{
    public static DateTimeOffset? MomentOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        // As nearly every one is written; much the quicker way.
        return value.TryGetDateTime(out var universal) && universal.Kind == DateTimeKind.Utc ? new DateTimeOffset(universal)
            : DateTimeOffset.TryParse(
                value.GetString()!,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var moment
            )
                ? moment
            : null;
    }

    protected override DateTimeOffset? Read(JsonElement value, JsonSerializerOptions options) => MomentOf(value);
}

/// <summary>A length of time: <c>MM:SS</c> with any number of minutes, <c>HH:MM:SS</c>, or seconds. Null for anything else.</summary>
internal static class Durations
{
    // Above this a number is no length of a conversation, and no TimeSpan either.
    private const double MaxSeconds = 1e9;

    public static TimeSpan? Of(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number => FromSeconds(value.GetDouble()),
            JsonValueKind.String => FromText(value.GetString()!),
            _ => null,
        };

    private static TimeSpan? FromText(string text)
    {
        var parts = text.Trim().Split(':');
        if (parts.Length > 3)
        {
            return null;
        }

        var seconds = 0d;
        foreach (var part in parts)
        {
            if (!double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            seconds = (seconds * 60) + number;
        }

        return FromSeconds(seconds);
    }

    private static TimeSpan? FromSeconds(double seconds) => seconds is >= 0 and < MaxSeconds ? TimeSpan.FromSeconds(seconds) : null;
}
