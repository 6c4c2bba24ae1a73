using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cekura.Emulator.Script;

/// <summary>
/// The custom functions that a script declares, as far as the service checks the references to them. The
/// emulator runs none: their tags are dropped and their placeholders are said as written.
/// </summary>
internal sealed partial class ScriptFunctions
{
    private readonly Dictionary<string, HashSet<string>> _outputs = new(StringComparer.Ordinal);

    private ScriptFunctions() { }

    /// <summary>Reads <c>functions</c>; what has no name is left out.</summary>
    public static ScriptFunctions Read(JsonNode? node)
    {
        var functions = new ScriptFunctions();
        foreach (var entry in (node as JsonArray ?? []).OfType<JsonObject>())
        {
            if (entry["name"] is JsonValue value && value.TryGetValue<string>(out var name))
            {
                var mapping = (entry["config"] as JsonObject)?["response_mapping"] as JsonObject ?? [];
                functions._outputs[name] = [.. mapping.Select(output => output.Key)];
            }
        }

        return functions;
    }

    /// <summary>What the service rejects about the functions that an action refers to.</summary>
    public IEnumerable<string> ProblemsOf(string action, bool fixedMessage)
    {
        foreach (Match tag in Tag().Matches(action))
        {
            if (!_outputs.ContainsKey(tag.Groups["name"].Value))
            {
                yield return $"{tag.Value} references an undefined function";
            }
        }

        foreach (Match placeholder in Placeholder().Matches(action))
        {
            if (!fixedMessage)
            {
                yield return $"{placeholder.Value}: placeholders require fixed_message=true";
            }

            if (!_outputs.TryGetValue(placeholder.Groups["name"].Value, out var outputs))
            {
                yield return $"{placeholder.Value} references an undefined function";
            }
            else if (!outputs.Contains(placeholder.Groups["output"].Value))
            {
                yield return $"'{placeholder.Groups["output"].Value}' is not a declared output of function '{placeholder.Groups["name"].Value}'";
            }
        }
    }

    [GeneratedRegex(
        """<function\s+name\s*=\s*["'](?<name>[^"']*)["'][^<>]*>""",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Tag();

    [GeneratedRegex(
        @"\{\{\s*function\.(?<name>[A-Za-z0-9_-]+)\.(?<output>[^{}\s]+)\s*\}\}",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Placeholder();
}
