using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cekura.Agents.Lines;
using Cekura.Agents.Options;
using Cekura.Agents.Text;

namespace Cekura.Cli.Checking;

/// <summary>
/// Where an interface of an agent's own has its words, by what the agent said to the last try: the field that it misses, or an answer with
/// words at another place.
/// </summary>
internal static partial class HttpGuess
{
    /// <summary>How often another try is worth a turn of the agent.</summary>
    public const int Most = 3;

    private const int MaxDepth = 5;

    private static readonly string[] Asked = ["message", "text", "input", "prompt", "query", "question", "content", "utterance", "msg"];

    private static readonly string[] Answered =
    [
        "reply",
        "answer",
        "response",
        "text",
        "message",
        "content",
        "output",
        "result",
        "completion",
    ];

    /// <summary>The next entry to try; null: nothing tells of one.</summary>
    public static JsonObject? Next(JsonObject entry, ProbeResult result)
    {
        if ((string?)entry["protocol"] != ProtocolNames.Http || result.Answer is not { } answer)
        {
            return null;
        }

        var next = (JsonObject)entry.DeepClone();
        if (result.Kind == FaultKind.BadAnswer && !next.ContainsKey("reply"))
        {
            if (AgentJson.Parse(answer, out _) is not JsonObject whole || whole.ContainsKey("error") || PathTo(whole) is not { } path)
            {
                return null;
            }

            next["reply"] = path;
            return next;
        }

        // A name that stands in the refusal, and was not sent.
        if (result.Kind == FaultKind.Rejected && !next.ContainsKey("body") && Missing(answer) is { } field)
        {
            next["body"] = new JsonObject { [field] = "{{message}}" };
            return next;
        }

        return null;
    }

    // As the agent writes it: one framework knows "text", another one "Text" alone.
    private static string? Missing(string refusal)
    {
        var words = Word().Matches(refusal).Select(match => match.Value).ToList();
        return Asked
            .Skip(1)
            .SelectMany(name => words.Where(word => word.Equals(name, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault();
    }

    private static string? PathTo(JsonObject whole)
    {
        var texts = Texts(whole, "$", "", MaxDepth).ToList();
        return Answered
            .Select(name => texts.Find(text => text.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Path)
            .OfType<string>()
            .FirstOrDefault();
    }

    private static IEnumerable<(string Path, string Name)> Texts(JsonNode? node, string path, string name, int depth)
    {
        if (node?.GetValueKind() == JsonValueKind.String && node.GetValue<string>().Trim().Length > 0)
        {
            return [(path, name)];
        }

        return node switch
        {
            _ when depth == 0 => [],
            JsonArray { Count: > 0 } list => Texts(list[0], $"{path}[*]", name, depth - 1),
            JsonObject members => members
                .OrderBy(member => member.Value is JsonValue ? 0 : 1)
                .SelectMany(member => Texts(member.Value, path + Step(member.Key), member.Key, depth - 1)),
            _ => [],
        };
    }

    private static string Step(string key) =>
        Simple().IsMatch(key) ? $".{key}" : $"[{JsonValue.Create(key).ToJsonString(JsonSerializerOptions.Default)}]";

    [GeneratedRegex("[A-Za-z]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Word();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Simple();
}
