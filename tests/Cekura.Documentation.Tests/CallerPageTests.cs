using System.Text.Json.Nodes;
using Cekura.Agents.Lines;
using Cekura.Documentation.Tests.Reading;
using Cekura.Emulator.Conversation;
using Cekura.Emulator.Script;

namespace Cekura.Documentation.Tests;

/// <summary>
/// <c>docs/caller.md</c> says what the emulator's caller does: each row of its tables, and its rules about order, by asking the caller.
/// </summary>
public sealed class CallerPageTests
{
    private const string Again = "Sorry, could you say that again?";

    private static readonly string Page = File.ReadAllText(DocumentationFiles.InRepository("docs", "caller.md"));

    [Fact]
    public void Conditions_fit_as_the_page_says() =>
        Rows("## What fits", 9, row => Assert.True(Situation.Parse(row[0]).Matches(row[1]) == (row[2] == "yes"), string.Join(" | ", row)));

    [Fact]
    public void Instructions_become_the_words_of_the_page() =>
        Rows("## Instructions", 22, row => Assert.Equal(row[1], Instruction.ToSpeech(row[0])));

    [Fact]
    public void Styles_write_as_the_page_says() => Rows("## Styles", 5, row =>
        {
            var phrasing = new Phrasing(Enum.Parse<CallerStyle>(row[0], ignoreCase: true), 1);
            Assert.Equal(row[1], phrasing.Apply("I would like an appointment at 10:30 AM, please."));
            Assert.Equal(row[2], phrasing.Apply("When are you open on Saturday?"));
        });

    [Fact]
    public void Tags_do_what_the_page_says() =>
        Rows("## Tags and placeholders", 6, row => Assert.Equal(row[1], ActionText.Render(row[0], profile: null).Text));

    [Fact]
    public void Defaults_are_those_of_the_page()
    {
        var defaults = new ConversationRequest
        {
            Script = Script(Entry(1, "/a/", "A")),
            Url = new Uri("ws://127.0.0.1:1/"),
            Headers = new Dictionary<string, string>(),
            MaxDuration = TimeSpan.FromMinutes(1),
        };
        var rows = new Dictionary<string, string>();
        Rows("## Limits and defaults", 8, row => rows[row[0]] = row[1]);

        Assert.Equal($"{defaults.IdleTimeout.TotalSeconds:0} s", rows["wait for the agent"]);
        Assert.Equal($"{defaults.IdleMessages}", rows["questions whether the agent is there"]);
        Assert.Equal($"{defaults.JoinWindow.TotalMilliseconds:0} ms", rows["pause that ends a turn"]);
        Assert.Equal($"{ConversationLimits.Silence.TotalSeconds:0} s", rows["whole silence"]);
        Assert.Equal($"{LineLimits.Handshake.TotalSeconds:0} s", rows["handshake"]);
        Assert.Equal($"{LineLimits.FrameBytes / 1024 / 1024} MB", rows["one frame"]);
    }

    [Fact]
    public void It_keeps_the_order_of_the_page()
    {
        Says("nothing else fires then", "One; Two", Script(Entry(1, "/a/", "One"), Entry(2, 1, "Two"), Entry(3, "/b/", "Three")), "a", "b");
        Says("the lowest id first", "One Two", Script(Entry(2, "/a/", "Two"), Entry(1, "/a/", "One")), "a");
        Says("An entry can fire again", "One; One", Script(Entry(1, "/a/", "One")), "a", "a");
        Says("\"Sorry, could you say that again?\"", Again, Script(Entry(1, "/a/", "One")), "x");
        Says("After three in a row it hangs up", $"{Again}; {Again}; {Again}; (ends)", Script(Entry(1, "/a/", "One")), "x", "x", "x", "x");
        Says(
            "begins the count anew",
            $"{Again}; One; {Again}; {Again}; {Again}; (ends)",
            Script(Entry(1, "/a/", "One")),
            "x",
            "a",
            "x",
            "x",
            "x",
            "x"
        );
        Says("neither said nor counts as fired", "Bye(ends)", Script(Entry(1, "/a/", "Bye <endcall />"), Entry(2, "/a/", "Two")), "a");
    }

    private static void Says(string sentence, string expected, CallerScript script, params string[] agent)
    {
        Assert.Contains(sentence, Page, StringComparison.Ordinal);
        var caller = new Caller(script, new Phrasing(CallerStyle.Plain, 1), profile: null);
        caller.Open();
        Assert.Equal(
            expected,
            string.Join("; ", agent.Select(caller.Answer).Select(utterance => utterance.Text + (utterance.EndsCall ? "(ends)" : "")))
        );
    }

    private static void Rows(string heading, int count, Action<string[]> check)
    {
        var section = Page[Page.IndexOf(heading + "\n", StringComparison.Ordinal)..];
        section = section[..(section.IndexOf("\n## ", 3, StringComparison.Ordinal) is > 0 and var end ? end : section.Length)];
        var rows = section
            .Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Skip(1)
            .Select(line =>
                line.Trim().Trim('|').Split(" | ").Select(cell => cell.Trim().Replace("`", "", StringComparison.Ordinal)).ToArray()
            )
            .ToList();
        Assert.Equal(count, rows.Count);
        Assert.All(rows, check);
    }

    private static CallerScript Script(params JsonObject[] entries) =>
        CallerScript.Parse(
            new JsonObject
            {
                ["conditions"] = new JsonArray([
                    new JsonObject
                    {
                        ["id"] = 0,
                        ["condition"] = "FIRST_MESSAGE",
                        ["action"] = "",
                        ["type"] = "standard",
                        ["fixed_message"] = true,
                    },
                    .. entries,
                ]),
            }
        );

    private static JsonObject Entry(int id, JsonNode condition, string action) =>
        new()
        {
            ["id"] = id,
            ["condition"] = condition,
            ["action"] = action,
            ["type"] = condition.GetValueKind() == System.Text.Json.JsonValueKind.Number ? "action_followup" : "standard",
            ["fixed_message"] = true,
        };
}
