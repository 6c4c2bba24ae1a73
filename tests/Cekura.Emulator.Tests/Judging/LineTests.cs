using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;
using Cekura.Models.Chat;
using static Cekura.Emulator.Tests.Judging.Judgements;

namespace Cekura.Emulator.Tests.Judging;

/// <summary>Lines of an expected outcome that no rule judges.</summary>
public sealed class LineTests
{
    private const string Says = "by stub-1 on this machine, not by Cekura: So it was. Turn 4: \"You are booked for Monday\"";

    [Fact]
    public async Task A_met_line_takes_one_call_and_passes()
    {
        var model = StubModel.Saying(Line("met"));

        var run = await OfLinesAsync(model, "- The agent reads the slot back.");

        Assert.Equal((true, null, ""), Verdict(run));
        Assert.Equal($"yes - The agent reads the slot back.: Judged met {Says}", Alignments(run));
        Assert.Equal(["judge outcome 0"], model.Kinds);
        Assert.Equal("judged by stub-1 on this machine, not by Cekura", run["metadata"]!["emulator_notes"]![0]!.ToString());
    }

    [Theory]
    [InlineData("unmet,unmet,unmet", "no", "3 of 3 judged unmet by")]
    [InlineData("unmet,met,unmet", "no", "2 of 3 judged unmet by")]
    [InlineData("unmet,met,met", "yes", "2 of 3 judged met by")]
    [InlineData("blocked,blocked,met", "blocked", "2 of 3 judged blocked by")]
    [InlineData("unmet,blocked,met", "blocked", "No majority of 3 judgements (unmet, blocked, met) by")]
    public async Task What_stands_against_the_agent_is_judged_again_and_the_majority_decides(string answers, string aligned, string split)
    {
        var model = StubModel.Saying([.. answers.Split(',').Select(answer => Line(answer))]);

        var run = await OfLinesAsync(model);

        Assert.StartsWith($"{aligned} The agent reads the slot back.: {split} stub-1", Alignments(run), StringComparison.Ordinal);
        Assert.Equal((aligned == "yes", null, ""), Verdict(run));
        Assert.Equal(["judge outcome 0", "judge outcome 1", "judge outcome 2"], model.Kinds);
        Assert.Equal([1, 2, 3], model.Asked.Select(request => request.Seed));
    }

    [Fact]
    public async Task Lines_with_a_rule_keep_it_and_the_others_go_to_the_judge_in_one_call()
    {
        var model = StubModel.Saying(Lines(Entry(1, "met"), Entry(2, "met")));

        var run = await RunAsync(
            model,
            """
            "expected_outcome_prompt": "One\nSays hello\nThree", "outcomes": [{ "text": "says hello.", "rule": { "agent_says": "Hello" } }],
            """
        );

        Assert.Equal(
            ["yes One", "no says hello.", "yes Three"],
            Alignments(run).Split('\n').Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)])
        );
        Assert.Equal("0", run["expected_outcome"]!["score"]!.ToString());
        var asked = Assert.Single(model.Asked).Messages[1].Content;
        Assert.StartsWith("Statements:\n1. One\n2. Three\n\n<conversation>\n", asked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "\"expected_outcome_prompt\": \"A friendly end.\", \"outcomes\": [{ \"text\": \"x\", \"rule\": { \"agent_says\": \"Goodbye\" } }],"
    )]
    [InlineData("\"expected_outcome_prompt\": \" \\n \",")]
    [InlineData("\"metrics\": [48],")]
    public async Task Where_everything_has_its_rules_no_model_is_asked(string scenario)
    {
        var model = StubModel.Saying();

        var run = await RunAsync(model, scenario, """{ "id": 48, "name": "Expected Outcome", "slug": "expected_outcome" }""");

        Assert.Equal((true, null, ""), Verdict(run));
        Assert.Empty(model.Asked);
        Assert.Null(run["metadata"]!["emulator_notes"]);
    }

    [Fact]
    public async Task Without_a_model_nothing_is_judged_as_before() =>
        Assert.Equal(
            (false, "V29", "Not judged: the emulator has no rule and no judge for \"The agent reads the slot back.\"."),
            Verdict(await OfLinesAsync(null))
        );

    [Theory]
    [InlineData("stub-1", "Caller and judge: stub-1 on this machine, not Cekura.")]
    [InlineData("other", "Caller: other on this machine, not Cekura.|judged by stub-1 on this machine, not by Cekura")]
    public async Task A_played_caller_and_its_judge_are_named_together_where_they_are_one_model(string caller, string notes)
    {
        var player = new FakePlayer(
            (_, _, _) =>
                Task.FromResult(
                    FakePlayer.Talk(Turn.Caller("Hi there"), Turn.Agent("Hello")) with
                    {
                        Notes = [$"Caller and judge: {caller} on this machine, not Cekura."],
                    }
                )
        );
        await using var bench = new EmulatorBench(
            Seeds.Clinic.Replace(
                "\"outcomes\": [{ \"text\"",
                "\"expected_outcome_prompt\": \"The agent greets\\nTwo\", \"outcomes\": [{ \"text\"",
                StringComparison.Ordinal
            ),
            player,
            new() { ChatModel = StubModel.Saying(Line("met", "Hello", 2)) }
        );

        var run = Assert.Single(await bench.RunAsync("""{ "scenarios": [101] }"""))!;

        Assert.Equal(notes, string.Join('|', run["metadata"]!["emulator_notes"]!.AsArray()));
        Assert.True(run["success"]!.GetValue<bool>());
    }

    [Fact]
    public async Task The_built_in_metric_repeats_what_was_judged()
    {
        var run = await RunAsync(
            StubModel.Saying(Line("unmet"), Line("unmet"), Line("unmet")),
            "\"metrics\": [48], \"expected_outcome_prompt\": \"One\",",
            """{ "id": 48, "name": "Expected Outcome", "slug": "expected_outcome" }"""
        );

        Assert.Equal("0", run["evaluation"]!["metrics"]![0]!["score"]!.ToString());
    }

    [Fact]
    public async Task What_was_judged_and_does_not_hold_fails_whatever_has_no_verdict()
    {
        var model = new StubModel(request =>
            request.Key.Kind == "judge outcome"
                ? JsonNode.Parse(Line("unmet"))!
                : throw new ModelException(ModelErrorKind.Unreachable, "Nothing listens there.")
        );

        var run = await RunAsync(
            model,
            "\"metrics\": [5], \"expected_outcome_prompt\": \"One\",",
            """{ "id": 5, "name": "Polite", "type": "llm_judge", "prompt": "Is it polite?" }"""
        );

        Assert.Equal((false, null, ""), Verdict(run));
        Assert.Equal("0", run["expected_outcome"]!["score"]!.ToString());
    }
}
