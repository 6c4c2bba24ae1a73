using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cekura.Emulator.Seed;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Judging;

/// <summary>Fills in the service's variables of a metric's prompt, such as <c>{{call_end_reason}}</c>.</summary>
internal static partial class PromptVariables
{
    private const string Unknown = "(not known)";
    private const int MaxLength = 4000;

    /// <param name="prompt">The author's words.</param>
    /// <param name="about">What the conversation was about.</param>
    /// <param name="endedReason">How it ended. Untrusted.</param>
    /// <param name="recorded">Whether it is for a cassette: what differs from day to day stays as it is.</param>
    public static string Fill(string prompt, JudgedCase about, string endedReason, bool recorded = false) =>
        Variable()
            .Replace(prompt, match =>
                recorded && match.Groups["name"].Value is "date" or "timestamp"
                    ? match.Value
                    : Value(match.Groups["name"].Value, about, endedReason)
            );

    private static string Value(string name, JudgedCase about, string endedReason)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var (head, path) = dot < 0 ? (name, "") : (name[..dot], name[(dot + 1)..]);
        return (head, path) switch
        {
            // It stands below the prompt already, between its marks.
            ("transcript", _) => "the conversation below",
            ("call_end_reason", _) => Data(JsonValue.Create(endedReason)),
            ("date", _) => about.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ("timestamp", _) => Spelling.Timestamp(about.At),
            ("metadata", _) => Data(At(about.Metadata, path)),
            ("test_profile", _) => Text(Profile(about.TestProfile, path)),
            ("agent", _) => Text(OfAgent(about.Agent, path)),
            ("evaluator", "instructions") => about.Scenario.Script is null ? about.Scenario.Instructions : "",
            ("evaluator", "conditional_action_instructions") => about.Scenario.Script is null ? "" : about.Scenario.Instructions,
            _ => Unknown,
        };
    }

    private static JsonNode? Profile(TestProfile? profile, string path)
    {
        if (profile?.Information.ToNode() is not JsonObject information)
        {
            return null;
        }

        return At(information, path)
            ?? At(information["testing_agent_variables"], path)
            ?? At(information["main_agent_variables"], path)
            ?? (path == "name" ? JsonValue.Create(profile.Name) : null);
    }

    private static JsonNode? OfAgent(Agent agent, string path) =>
        path switch
        {
            "name" => JsonValue.Create(agent.Name),
            "id" => JsonValue.Create(agent.Id),
            _ => At(agent.Source.ToNode(), path),
        };

    private static JsonNode? At(JsonNode? node, string path) =>
        path.Length == 0 ? node : path.Split('.').Aggregate(node, (at, key) => (at as JsonObject)?[key]);

    // What an author wrote.
    private static string Text(JsonNode? node) =>
        node is null ? Unknown
        : node.GetValueKind() == JsonValueKind.String ? node.ToString()
        : node.ToJsonString();

    // What an agent sent stays between quotation marks, in one line.
    private static string Data(JsonNode? node) => node is null ? Unknown : OneLine.Of(node.ToJsonString(), MaxLength);

    [GeneratedRegex(
        @"\{\{\s*(?<name>[A-Za-z_][A-Za-z0-9_.\-]*)\s*\}\}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Variable();
}
