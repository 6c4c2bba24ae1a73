using System.Globalization;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Listening;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.History;

/// <summary>
/// Holds every verdict against the baseline. A known failure is skipped with its whole message: it must not break the
/// build, and must not look like a pass.
/// </summary>
/// <param name="baseline">What was accepted.</param>
internal sealed class BaselineStep(BaselineFile baseline) : IReportStep
{
    /// <inheritdoc />
    public ValueTask<CaseVerdict> ApplyAsync(ScenarioCase scenarioCase, CaseVerdict verdict) =>
        ValueTask.FromResult(Judge(scenarioCase, verdict));

    private CaseVerdict Judge(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        var change = baseline.Compare(TestRecord.Of(scenarioCase, verdict));
        var before = change.Before?.Rate is { } rate
            ? string.Create(CultureInfo.InvariantCulture, $"{rate.Passed} of {rate.Total} passed")
            : "";
        if (verdict.Standing == TestStanding.Unknown && StandingOf(change.Kind) is var standing and not TestStanding.Unknown)
        {
            verdict = verdict with { Standing = standing };
        }

        if (scenarioCase.Quarantine is not null)
        {
            // Its quarantine decides: a failure that a baseline took in meanwhile must fail when the last day is over.
            return verdict;
        }

        return change.Kind switch
        {
            BaselineChangeKind.KnownFailure => Known(verdict, $"Known failure (baseline: {before})."),
            BaselineChangeKind.Worse => Led(
                verdict,
                $"Worse than the known failure of the baseline: {before} there, {Significance(change)}."
            ),
            BaselineChangeKind.Broken => Noted(verdict, $"regression: passed in the baseline ({before})"),
            BaselineChangeKind.Weaker => Noted(verdict, $"weaker than in the baseline: {before} there, {Significance(change)}"),
            BaselineChangeKind.Fixed => Noted(verdict, $"fixed: failed in the baseline ({before}). Accept a new baseline."),
            BaselineChangeKind.New => Noted(verdict, "new: not in the baseline"),
            _ => verdict,
        };
    }

    private static CaseVerdict Known(CaseVerdict verdict, string note) =>
        Led(verdict, note) with
        {
            Outcome = Outcome.Skipped,
            KnownFailure = note,
            Standing = TestStanding.Known,
        };

    // On a machine that remembers nothing, as in CI, the baseline is all that is known of earlier runs.
    private static TestStanding StandingOf(BaselineChangeKind kind) =>
        kind switch
        {
            BaselineChangeKind.Broken or BaselineChangeKind.Worse => TestStanding.Regression,
            BaselineChangeKind.Fixed => TestStanding.Fixed,
            BaselineChangeKind.New => TestStanding.New,
            BaselineChangeKind.StillPasses or BaselineChangeKind.Weaker => TestStanding.StillPasses,
            _ => TestStanding.Unknown,
        };

    private static CaseVerdict Led(CaseVerdict verdict, string line) =>
        verdict with
        {
            Message = FailureText.Within(verdict.Message is null ? line : $"{line}\n{verdict.Message}", FailureText.Limit),
        };

    private static CaseVerdict Noted(CaseVerdict verdict, string note) => verdict with { Notes = [.. verdict.Notes, note] };

    private static string Significance(BaselineChange change) =>
        $"Fisher's exact test p = {NumberText.Below(FisherTest.Probability(change.Before!.Rate, change.Now!.Rate), FisherTest.Level, decimals: 3)}";
}
