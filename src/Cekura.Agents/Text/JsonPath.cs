using System.Globalization;
using System.Text.Json.Nodes;

namespace Cekura.Agents.Text;

/// <summary>A place in an answer: <c>$.reply</c>, <c>$.choices[0].text</c>, <c>$.messages[*].text</c>, <c>$["a key"]</c>.</summary>
internal sealed class JsonPath
{
    private readonly List<string> _steps;

    private JsonPath(List<string> steps) => _steps = steps;

    /// <summary>Reads a path; null when it is none.</summary>
    public static JsonPath? Parse(string text)
    {
        if (!text.StartsWith('$'))
        {
            return null;
        }

        var steps = new List<string>();
        for (var at = 1; at < text.Length; )
        {
            var (step, next) = text[at] == '.' ? Name(text, at + 1) : Bracket(text, at);
            if (step is null)
            {
                return null;
            }

            steps.Add(step);
            at = next;
        }

        return new(steps);
    }

    /// <summary>Everything that stands there; empty when nothing does.</summary>
    public IReadOnlyList<JsonNode> In(JsonNode? root)
    {
        List<JsonNode> found = root is null ? [] : [root];
        foreach (var step in _steps)
        {
            found = [.. found.SelectMany(node => Next(node, step)).OfType<JsonNode>()];
        }

        return found;
    }

    private static IEnumerable<JsonNode?> Next(JsonNode node, string step) =>
        (node, step[0]) switch
        {
            (JsonArray items, '*') => items.AsEnumerable(),
            (JsonArray items, '#') when int.Parse(step.AsSpan(1), CultureInfo.InvariantCulture) is var index && index < items.Count =>
            [
                items[index],
            ],
            (JsonObject members, '.') => [members[step[1..]]],
            _ => [],
        };

    private static (string? Step, int Next) Name(string text, int at)
    {
        var end = text.AsSpan(at).IndexOfAny('.', '[') is >= 0 and var length ? at + length : text.Length;
        return (end > at ? "." + text[at..end] : null, end);
    }

    private static (string? Step, int Next) Bracket(string text, int at)
    {
        var end = text[at] == '[' ? text.IndexOf(']', at) : -1;
        var inside = end < 0 ? "" : text[(at + 1)..end];
        var step =
            inside == "*" ? "*"
            : inside.Length > 2 && inside[0] == inside[^1] && inside[0] is '"' or '\'' ? "." + inside[1..^1]
            : inside.Length is > 0 and < 9 && inside.All(char.IsAsciiDigit) ? "#" + inside
            : null;
        return (step, end + 1);
    }
}
