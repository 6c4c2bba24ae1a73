using Cekura.Client;
using Cekura.Manifests.Settings;
using Cekura.Runs.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Runs.Tests.Verdict;

/// <summary>Every combination of success, evaluation status and expected outcome has exactly one answer.</summary>
public class CrossTableTests
{
    private const string Contradiction = "contradicts";
    private const string Outcomes = "expected outcome ";

    public static IEnumerable<object?[]> Rows()
    {
        var rows = new List<object?[]>();
        string[] all = ["none", "met", "unmet", "blocked"];
        Add([true], [EvaluationStatus.Success, null], ["none", "met"], Outcome.Passed, "V23");
        Add([true], [EvaluationStatus.Success, null], ["unmet", "blocked"], Outcome.Passed, "V23", Outcomes);
        Add([true], [EvaluationStatus.Failure], all, Outcome.Passed, "V23", Contradiction);
        Add([true, false, null], [EvaluationStatus.ReviewedSuccess], all, Outcome.Passed, "V16");
        Add([true, false, null], [EvaluationStatus.ReviewedFailure], all, Outcome.Failed, "V15");
        Add([false], [EvaluationStatus.Failure, null], ["none", "met", "unmet"], Outcome.Failed, "V19");
        Add([false], [EvaluationStatus.Failure, null], ["blocked"], Outcome.Failed, "V19", otherReason: true);
        Add([false], [EvaluationStatus.Failure, null], ["blocked"], Outcome.Failed, "V18");
        Add([false], [EvaluationStatus.Success], ["none", "met", "unmet"], Outcome.Failed, "V19", Contradiction);
        Add([false], [EvaluationStatus.Success], ["blocked"], Outcome.Failed, "V19", Contradiction, otherReason: true);
        Add([null], [EvaluationStatus.Success, EvaluationStatus.Failure, null], all, Outcome.Failed, "V17");
        return rows;

        void Add(
            bool?[] success,
            EvaluationStatus?[] statuses,
            string[] outcomes,
            Outcome outcome,
            string rule,
            string? note = null,
            bool otherReason = false
        )
        {
            foreach (var (s, e, o) in from s in success from e in statuses from o in outcomes select (s, e, o))
            {
                rows.Add([s, e, o, otherReason, outcome, rule, note]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    internal void Row_of_the_table(
        bool? success,
        EvaluationStatus? status,
        string expectedOutcome,
        bool otherReason,
        Outcome outcome,
        string rule,
        string? note
    )
    {
        var run = Passed with
        {
            Success = success,
            EvaluationStatus = status,
            ExpectedOutcome = OutcomeOf(expectedOutcome),
            Metrics = [Binary("Greets by clinic name", passes: !otherReason)],
        };
        var verdict = Judge(run);
        Assert.Equal((outcome, rule), (verdict.Outcome, verdict.Rule));
        if (note is not null)
        {
            Assert.Contains(verdict.Notes, text => text.Contains(note, StringComparison.Ordinal));
        }
        else if (rule == "V23")
        {
            Assert.Empty(verdict.Notes);
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    internal void Only_completed_runs_without_a_score_are_waited_for(
        bool? success,
        EvaluationStatus? status,
        string expectedOutcome,
        bool otherReason,
        Outcome outcome,
        string rule,
        string? note
    )
    {
        _ = (otherReason, outcome, note);
        var run = Passed with { Success = success, EvaluationStatus = status, ExpectedOutcome = OutcomeOf(expectedOutcome) };
        Assert.Equal(rule != "V17", new RunJudge(new()).IsSettled(run, TimeSpan.Zero));
    }

    [Fact]
    public void No_combination_of_settings_passes_what_was_not_tested()
    {
        RunStatus[] ended = [RunStatus.Completed, RunStatus.Failed, RunStatus.Timeout, RunStatus.Cancelled];
        EvaluationStatus?[] evaluations = [null, .. Enum.GetValues<EvaluationStatus>()];
        foreach (var rules in AllRules())
        {
            foreach (
                var run in from status in ended
                from success in new bool?[] { true, false, null }
                from evaluation in evaluations
                from expected in new[] { "none", "met", "unmet", "blocked" }
                select NotConnected(status) with
                {
                    Success = success,
                    EvaluationStatus = evaluation,
                    ExpectedOutcome = OutcomeOf(expected),
                }
            )
            {
                var verdict = Judge(run, rules);
                Assert.Matches("^V(1[2-9]|2[0-3])$", verdict.Rule);
                if (verdict.Outcome == Outcome.Passed)
                {
                    Assert.True(
                        run.Status == RunStatus.Completed && (run.Success == true || verdict.Rule is "V16" or "V18"),
                        $"{verdict.Rule} {run.Status}"
                    );
                }
                else
                {
                    Assert.NotEmpty(verdict.Headline);
                }
            }
        }
    }

    private static IEnumerable<VerdictRules> AllRules() =>
        from honorReviews in new[] { true, false }
        from needsReview in Enum.GetValues<NeedsReviewOutcome>()
        from requireOutcome in new[] { true, false }
        from infrastructure in Enum.GetValues<InfrastructureOutcome>()
        from noMetrics in Enum.GetValues<NoMetricsOutcome>()
        select new VerdictRules
        {
            HonorReviews = honorReviews,
            NeedsReview = needsReview,
            RequireExpectedOutcome = requireOutcome,
            Infrastructure = infrastructure,
            NoMetrics = noMetrics,
        };

    private static ExpectedOutcome? OutcomeOf(string reading) =>
        reading switch
        {
            "met" => Met,
            "unmet" => Unmet,
            "blocked" => Blocked,
            _ => null,
        };
}
