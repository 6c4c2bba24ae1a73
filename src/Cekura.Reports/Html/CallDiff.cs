using System.Text;
using System.Text.Json;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;

namespace Cekura.Reports.Html;

/// <summary>
/// What a call of a tool was given beside what was expected, where a check says both: <c>… called book({…}), not book({…}).</c>
/// </summary>
internal sealed class CallDiff
{
    private const int MaxRows = 50;
    private const int MaxValue = 400;

    private readonly List<Row> _rows = [];

    private CallDiff(JsonElement expected, JsonElement actual)
    {
        foreach (var wanted in expected.EnumerateObject())
        {
            var given = actual.TryGetProperty(wanted.Name, out var value) ? value : (JsonElement?)null;
            var look =
                given is null ? "missing"
                : IsSame(wanted.Value, given.Value) ? "same"
                : "other";
            _rows.Add(new(wanted.Name, Text(wanted.Value), given is { } there ? Text(there) : null, look));
        }

        foreach (var given in actual.EnumerateObject())
        {
            if (!expected.TryGetProperty(given.Name, out _))
            {
                _rows.Add(new(given.Name, null, Text(given.Value), "extra"));
            }
        }
    }

    /// <summary>The comparison for a call; null where no check says what was expected of it.</summary>
    /// <param name="call">The turn with the call.</param>
    /// <param name="remarks">What the checks say about the turn.</param>
    public static CallDiff? Of(TranscriptTurn call, IEnumerable<Remark> remarks)
    {
        try
        {
            return
                call is { Role: SpeakerRole.ToolCall, ToolName: { Length: > 0 } tool }
                && Parsed(call.Arguments) is { } actual
                && remarks
                    .Select(remark => remark.Holds == false ? Expected(remark.Text, tool) : null)
                    .FirstOrDefault(found => found is not null)
                    is { } expected
                ? new CallDiff(expected, actual)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // Cut off, not JSON after all, or with half a character that no text can hold.
            return null;
        }
    }

    private static JsonElement? Expected(string text, string tool)
    {
        var opening = $"not {tool}(";
        var from = text.LastIndexOf(opening, StringComparison.Ordinal);
        return from < 0 ? null : Parsed(text[(from + opening.Length)..]);
    }

    public void Write(HtmlWriter html)
    {
        html.Markup(
            "<table class=\"diff\"><caption>Arguments</caption><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Expected</th><th scope=\"col\">Actual</th></tr></thead><tbody>"
        );
        foreach (var row in _rows.Take(MaxRows))
        {
            var (sign, word) = row.Look switch
            {
                "same" => ("=", "as expected"),
                "extra" => ("+", "nothing expected"),
                "missing" => ("−", "missing"),
                _ => ("≠", "not as expected"),
            };
            html.Write(
                $"<tr class=\"{row.Look}\"><th scope=\"row\"><span aria-hidden=\"true\">{sign}</span><span class=\"hidden\">{word}: </span> {row.Name}</th><td dir=\"auto\">{row.Expected ?? "–"}</td><td dir=\"auto\">{row.Actual ?? "–"}</td></tr>"
            );
        }

        html.Markup("</tbody></table>");
    }

    // People write 17 and "17", Calm and calm for the same.
    private static bool IsSame(JsonElement wanted, JsonElement given) =>
        JsonElement.DeepEquals(wanted, given)
        || (
            wanted.ValueKind is JsonValueKind.String or JsonValueKind.Number
            && given.ValueKind is JsonValueKind.String or JsonValueKind.Number
            && string.Equals(Text(wanted).Trim(), Text(given).Trim(), StringComparison.OrdinalIgnoreCase)
        );

    // Text of others: letters as they are, not as the escapes of JSON.
    private static string Text(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return UntrustedText.Line(value.GetString(), MaxValue);
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, ReadableJson.OnOneLine))
        {
            value.WriteTo(writer);
        }

        return UntrustedText.Line(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length), MaxValue);
    }

    /// <summary>The object that a text begins with; null where it begins with none.</summary>
    private static JsonElement? Parsed(string? text)
    {
        if (text is null || !text.AsSpan().TrimStart().StartsWith('{'))
        {
            return null;
        }

        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        return JsonElement.ParseValue(ref reader);
    }

    private sealed record Row(string Name, string? Expected, string? Actual, string Look);
}
