using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Cekura.Client;

namespace Cekura.Cli.Pull;

/// <summary>Writes what the service says of a scenario the way people write it into a manifest.</summary>
internal static class ScenarioText
{
    /// <summary>A whole entry on one line.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="manifestAgent">The manifest's agent, which an entry need not repeat.</param>
    public static string Entry(Scenario scenario, long? manifestAgent)
    {
        var members = new List<string> { Member("id", scenario.Id.ToString(CultureInfo.InvariantCulture)) };
        if (!string.IsNullOrWhiteSpace(scenario.Name))
        {
            members.Add(Member("name", Text(scenario.Name)));
        }

        if (scenario.AgentId is { } agent && manifestAgent is not null && agent != manifestAgent)
        {
            members.Add(Member("agent", agent.ToString(CultureInfo.InvariantCulture)));
        }

        if (!string.IsNullOrWhiteSpace(scenario.FolderPath))
        {
            members.Add(Member("folder", Text(scenario.FolderPath)));
        }

        if (Tags(scenario).Count > 0)
        {
            members.Add(Member("tags", List(Tags(scenario))));
        }

        return $"{{ {string.Join(", ", members)} }}";
    }

    /// <summary>Tags as a manifest can hold them: none is empty.</summary>
    public static IReadOnlyList<string> Tags(Scenario scenario) => [.. scenario.Tags.Where(tag => !string.IsNullOrWhiteSpace(tag))];

    public static string Member(string name, string value) => $"\"{name}\": {value}";

    public static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Text))}]";

    /// <summary>A text in quotes: letters of every language as they are, what cannot be seen as an escape.</summary>
    public static string Text(string text)
    {
        var written = new StringBuilder("\"");
        foreach (var character in JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text))
        {
            if (
                char.GetUnicodeCategory(character)
                is UnicodeCategory.Format
                    or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator
            )
            {
                written.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                written.Append(character);
            }
        }

        return written.Append('"').ToString();
    }
}
