using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Client;
using Cekura.Manifests.Settings;
using Cekura.Runs.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Runs.Tests.Verdict;

/// <summary>What the emulator itself says against a run, in the run's metadata.</summary>
public class EmulatorVerdictTests
{
    private const string NotJudgedLine = "Not judged: the emulator has no rule and no judge for \"The slot is read back\".";

    [Theory]
    [InlineData("V27", "The script did not fit: nothing matched \"How may we serve you?\".", false)]
    [InlineData("V28", "The agent ended (exit 3) after turn 2.", false)]
    [InlineData("V30", "Invalid: the caller invented a date. Not the agent's failure.", true)]
    public void A_run_that_shows_nothing_fails_with_these_words_first(string rule, string line, bool infrastructure)
    {
        var verdict = Judge(With(Passed, rule, $"{line}\nits last lines"));

        Assert.Equal(
            (Outcome.Failed, rule, line, infrastructure),
            (verdict.Outcome, verdict.Rule, verdict.Headline, verdict.IsInfrastructure)
        );
        Assert.StartsWith($"{line}\n  its last lines\nResult 987, run 5544", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_else_stands_against_it_comes_after_that() =>
        Assert.StartsWith(
            "The script did not fit.\n  Failed: expected outcome 0; Confirms date and time.\n  ❌ The agent reads back",
            Judge(With(Failed, "V27", "The script did not fit.")).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(NotJudgedOutcome.Fail, Outcome.Failed)]
    [InlineData(NotJudgedOutcome.Skip, Outcome.Skipped)]
    internal void V29_what_was_not_judged_is_never_a_pass(NotJudgedOutcome setting, Outcome outcome)
    {
        var verdict = Judge(With(Passed, "V29", NotJudgedLine), new() { NotJudged = setting });

        Assert.Equal((outcome, "V29", NotJudgedLine), (verdict.Outcome, verdict.Rule, verdict.Headline));
    }

    [Fact]
    public void V29_skips_nothing_that_failed_where_it_was_judged()
    {
        var verdict = Judge(
            With(Passed with { CriticalCategories = [Critical] }, "V29", NotJudgedLine),
            new() { NotJudged = NotJudgedOutcome.Skip }
        );

        Assert.Equal((Outcome.Failed, "V20"), (verdict.Outcome, verdict.Rule));
    }

    [Fact]
    public void V29_stands_before_the_lack_of_metrics()
    {
        var run = With(Passed with { Metrics = [], ExpectedOutcome = null }, "V29", NotJudgedLine);

        Assert.Equal("V29", Judge(run, new() { NoMetrics = NoMetricsOutcome.Fail }).Rule);
    }

    [Fact]
    public void A_run_whose_caller_broke_its_rules_is_not_said_to_show_that_the_conversation_completed() =>
        Assert.Empty(
            Judge(With(Passed with { Metrics = [], ExpectedOutcome = null }, "V30", "Invalid: the caller broke its rules.")).Notes
        );

    [Theory]
    [InlineData(EvaluationStatus.ReviewedSuccess, Outcome.Passed, "V16")]
    [InlineData(EvaluationStatus.ReviewedFailure, Outcome.Failed, "V15")]
    internal void A_run_that_a_person_reviewed_has_been_judged(EvaluationStatus review, Outcome outcome, string rule)
    {
        var verdict = Judge(With(Passed, "V27", "The script did not fit.") with { EvaluationStatus = review });

        Assert.Equal((outcome, rule), (verdict.Outcome, verdict.Rule));
    }

    [Theory]
    [InlineData(InfrastructureOutcome.Fail, Outcome.Failed)]
    [InlineData(InfrastructureOutcome.Skip, Outcome.Skipped)]
    internal void A_run_that_never_took_place_is_infrastructure_in_the_emulators_words(InfrastructureOutcome setting, Outcome outcome)
    {
        var verdict = Judge(
            With(NotConnected(RunStatus.Failed), "V28", "The agent said nothing readable; first frame {}.\nIts last lines."),
            new() { Infrastructure = setting }
        );

        Assert.Equal((outcome, "V28", true), (verdict.Outcome, verdict.Rule, verdict.IsInfrastructure));
        Assert.StartsWith(
            "The agent said nothing readable; first frame {}.\n  Its last lines.\n",
            verdict.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Agents_of_the_service_give_no_such_verdict() =>
        Assert.Equal("V19", Judge(With(Failed, "V29", NotJudgedLine, emulated: false), new() { NotJudged = NotJudgedOutcome.Skip }).Rule);

    [Theory]
    [InlineData("\"V27\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "rule": 27, "message": "x" }""")]
    [InlineData("""{ "rule": "V27", "message": "" }""")]
    public void What_is_no_verdict_leaves_the_scores_to_decide(string verdict) =>
        Assert.Equal("V19", Judge(WithMetadata(Failed, $$"""{ "emulated": true, "emulator_verdict": {{verdict}} }""")).Rule);

    private static Run With(Run run, string rule, string message, bool emulated = true) =>
        WithMetadata(
            run with
            {
                Success = false,
                EvaluationStatus = EvaluationStatus.Failure,
            },
            new JsonObject
            {
                ["emulated"] = emulated,
                ["emulator_verdict"] = new JsonObject { ["rule"] = rule, ["message"] = message },
            }.ToJsonString()
        );

    private static Run WithMetadata(Run run, string metadata) => run with { Metadata = JsonDocument.Parse(metadata).RootElement };
}
