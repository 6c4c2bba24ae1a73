using System.Reflection;
using System.Text.RegularExpressions;
using Cekura.Client;
using Cekura.Runs.Conversations;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Runs.Tests.Conversations;

public class TurnFinderTests
{
    private static readonly TranscriptTurn[] Turns =
    [
        Turn(SpeakerRole.Caller, 0.4, 2.6, "I want to speak to the manager, please."),
        Turn(SpeakerRole.Agent, 3.4, 7, "You want to speak to the manager, please hold."),
        Turn(SpeakerRole.ToolCall, 10.6, 10.6, "") with
        {
            ToolName = "find_patient",
            Arguments = """{ "dob": "1990-01-01" }""",
        },
        Turn(SpeakerRole.ToolCall, 11.2, 11.2, "") with
        {
            ToolName = "find_patient",
            Arguments = """{ "dob": "1991-01-01" }""",
        },
        Turn(SpeakerRole.ToolCall, 12.1, 12.1, "") with
        {
            ToolName = "transfer",
            Arguments = "{}",
        },
        Turn(SpeakerRole.Agent, 75, 80, "He said \"never mind\" and\nleft the building."),
    ];

    [Theory]
    [InlineData("At [00:03] it is rude.", 2)]
    [InlineData("From [00:02] to [01:15] nothing happens.", 6)]
    [InlineData("The agent called find_patient({\"dob\":\"1991-01-01\"}), not find_patient({}).", 4)]
    [InlineData("transfer(\"sales\") came too early", 5)]
    [InlineData("It said \"speak to the MANAGER\".", 2)]
    [InlineData("The caller said “I want to speak to the manager”.", 1)]
    [InlineData("The agent said: \"He said \"never mind\" and left the building.\"", 6)]
    public void The_turn_is_found_by_what_the_text_gives_away(string text, int number) =>
        Assert.Equal(number, TurnFinder.Find(Turns, text)?.Number);

    [Theory]
    [InlineData("")]
    [InlineData("The agent offered 10:30 and 11:12.")]
    [InlineData("[99:99] and [00:59]")]
    [InlineData("find_patient was called too late")]
    [InlineData("find_patient(\"x\") was called, but which one?")]
    [InlineData("never_called({})")]
    [InlineData("It said \"please\".")]
    [InlineData("It said \"something that nobody said\".")]
    public void A_text_that_gives_away_no_turn_has_none(string text) => Assert.Null(TurnFinder.Find(Turns, text));

    [Fact]
    public void A_text_of_any_length_is_searched_in_one_go()
    {
        var patterns = typeof(TurnFinder)
            .GetFields(BindingFlags.Static | BindingFlags.NonPublic)
            .Select(field => field.GetValue(null))
            .OfType<Regex>()
            .ToList();

        // Such a pattern passes over a text once, whatever the text is.
        Assert.Equal(4, patterns.Count);
        Assert.All(patterns, pattern => Assert.True(pattern.Options.HasFlag(RegexOptions.NonBacktracking), pattern.ToString()));
        Assert.Null(TurnFinder.Find(Turns, new string('a', 500_000) + new string('“', 500_000)));
    }
}
