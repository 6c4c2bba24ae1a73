using Cekura.Client;
using Cekura.Runs.Report.Html;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Runs.Tests.Report.Html;

public sealed class TurnReferenceTests
{
    [Theory]
    [InlineData("It was rude at [00:03].", 1)]
    [InlineData("It was rude at [00:05].", 1)]
    [InlineData("The agent said: \"happy to help. What is your date of birth?\"", 1)]
    [InlineData("The agent said “All set, goodbye.” too early", 5)]
    [InlineData("The agent called find_patient({\"dob\": \"1990-01-01\"}).", 3)]
    [InlineData("The agent called find_patient(), not find_patient(17).", 3)]
    [InlineData("The slot at [10:30] was taken.", null)]
    [InlineData("The agent said \"goodbye\" to nobody.", null)]
    [InlineData("find_patient failed.", null)]
    [InlineData("", null)]
    public void An_explanation_leads_to_the_turn_that_it_speaks_of(string explanation, int? turn) =>
        Assert.Equal(turn, new TurnReference(Passed.TranscriptTurns).Find([explanation]));

    [Fact]
    public void The_call_with_these_arguments_is_meant_where_there_are_several()
    {
        var turns = new[] { """{"day":1}""", """{"day":2}""" }.Select(arguments => Turn(SpeakerRole.ToolCall, 0, 0, "") with { ToolName = "book", Arguments = arguments });

        Assert.Equal(1, new TurnReference([.. turns]).Find(["It called book({\"day\":2})."]));
    }

    [Fact]
    public void Nothing_is_found_where_nothing_was_said() => Assert.Null(new TurnReference([]).Find(["at [00:00] \"a long quotation\""]));
}
