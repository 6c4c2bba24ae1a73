using Cekura.Emulator.Calibration;
using Cekura.Emulator.Tests.Bench;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Tests.Calibration;

public sealed class LabelTests
{
    [Fact]
    public void Labels_come_back_as_they_were_written_in_the_same_order_whoever_came_first()
    {
        var one = Label("The agent books.", "met", "met") with { Feedback = "„Ja“", Scenario = 7 };
        var other = Label("Is it polite?", "4", "5", "4") with { Metric = 5 };

        var text = LabelFile.Write([one, other]);

        Assert.Equal(text, LabelFile.Write([other, one]));
        Assert.Equal(text, LabelFile.Write(LabelFile.Parse(text, "labels.json")));
        Assert.Contains("\"feedback\": \"„Ja“\"", text, StringComparison.Ordinal);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
    }

    [Theory]
    [InlineData("[]", "it must be an object with \"labels\", an array.")]
    [InlineData("{ \"labels\": [3] }", "labels[0] must be an object.")]
    [InlineData("{ \"labels\": [{ \"test\": \"a\" }] }", "labels[0] needs \"criterion\".")]
    [InlineData("{ \"labels\": [{ \"test\": {} }] }", "labels[0].test must be a text.")]
    [InlineData("{ \"labels\": [{ \"test\": \"a\", \"metric\": \"x\" }] }", "labels[0].metric must be a whole number.")]
    [InlineData("{ \"labels\": [{ \"test\": \"a\", \"criterion\": \"b\", \"expected\": 4 }] }", "labels[0] needs \"conversation\".")]
    [InlineData(
        "{ \"labels\": [{ \"test\": \"a\", \"criterion\": \"b\", \"expected\": 4, \"conversation\": [{ \"role\": \"agent\" }] }] }",
        "labels[0].conversation[0] needs \"role\": one of Testing Agent, Main Agent, Function Call, Function Call Result."
    )]
    [InlineData("nonsense", "it is not JSON: ")]
    [InlineData("{ \"labels\": [{ \"test\": \"a\", \"test\": \"b\" }] }", "it is not JSON: ")]
    public void What_is_wrong_in_the_file_is_said_with_its_place(string text, string message)
    {
        var error = Assert.Throws<EmulatorSeedException>(() => LabelFile.Parse(text, "labels.json"));

        Assert.StartsWith($"labels.json: error CEK0445: {message}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("met", "met")]
    [InlineData("met,unmet,unmet", "met")]
    [InlineData("unmet,met,met", "met")]
    [InlineData("unmet,met", "blocked")]
    [InlineData("fail,fail,pass", "fail")]
    public void Judgements_come_to_what_they_come_to_in_a_run(string judged, string verdict) =>
        Assert.Equal(verdict, Label("x", "met", judged.Split(',')).Verdict);

    [Fact]
    public void A_criterion_decides_when_its_judge_agrees_with_people_well_enough()
    {
        var gate = new Gate(
            [
                Label("- The agent  books.", "met", "met"),
                Label("the agent books", "unmet", "unmet"),
                Label("Other", "met", "met"),
                Label("Third", "met", "met"),
                Label("Third", "unmet", "met"),
            ],
            minKappa: 0.6
        );

        Assert.Null(gate.Advice(null, "The agent books.", "tiny"));
        Assert.Equal(
            "It decides nothing: there is no label of it that large judged, and MinKappa is 0.6.",
            gate.Advice(null, "The agent books.", "large")
        );
        Assert.Equal("It decides nothing: its 1 labels give no kappa, and MinKappa is 0.6.", gate.Advice(null, "Other", "tiny"));
        Assert.Equal("It decides nothing: kappa is 0.00 over 2 labels, and MinKappa is 0.6.", gate.Advice(null, "Third", "tiny"));
        Assert.NotNull(gate.Advice(5, "The agent books.", "tiny"));
    }

    private static Label Label(string criterion, string expected, params string[] judged) =>
        new()
        {
            Test = "Book [Calm]",
            Criterion = criterion,
            Expected = expected,
            Judge = "tiny",
            Judged = judged,
            EndedReason = EndedReason.AgentEndedCall,
            Turns = [Turn.Caller("Hi"), Turn.Tool("book", "{\"a\":1}"), Turn.Agent("Bye")],
        };
}
