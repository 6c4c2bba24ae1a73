using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Script;

/// <summary>
/// <c>{{test_profile.key}}</c>, <c>{{test_profile.a.b}}</c> and <c>{{test_profile['a key']}}</c>. An unknown
/// key is an empty text; any other placeholder stays as written.
/// </summary>
internal static partial class Placeholders
{
    // What only the caller knows comes first.
    private static readonly string[] Sections = ["testing_agent_variables", "main_agent_variables"];

    /// <summary>Fills a text from the <c>information</c> of a test profile, sectioned or flat.</summary>
    public static string Fill(string text, JsonObject? profile) =>
        text.Contains("{{", StringComparison.Ordinal)
            ? Placeholder().Replace(text, match => ValueOf(match.Groups["key"].Captures, profile))
            : text;

    private static string ValueOf(CaptureCollection path, JsonObject? profile)
    {
        if (profile is null)
        {
            return "";
        }

        var roots = Array.Exists(Sections, profile.ContainsKey) ? Sections.Select(section => profile[section]) : [profile];
        var found = roots
            .Select(root => path.Aggregate(root, (node, key) => Step(node, key.Value)))
            .FirstOrDefault(value => value is not null);

        // Read by an agent, not by a browser: names keep their letters.
        return found is JsonValue value && value.TryGetValue<string>(out var text)
            ? text
            : found?.ToJsonString(JsonWriting.ReadableText) ?? "";
    }

    private static JsonNode? Step(JsonNode? node, string key) =>
        node switch
        {
            JsonObject fields => fields[key],
            JsonArray items when int.TryParse(key, CultureInfo.InvariantCulture, out var index) && index >= 0 && index < items.Count =>
                items[index],
            _ => null,
        };

    [GeneratedRegex(
        """\{\{\s*test_profile(\.(?<key>[^.\[\]{}\s'"]+)|\[\s*'(?<key>[^']*)'\s*\]|\[\s*"(?<key>[^"]*)"\s*\]|\[(?<key>\d+)\])+\s*\}\}""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Placeholder();
}
