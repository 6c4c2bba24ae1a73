using Cekura.Manifests.Cases;
using Cekura.Runs.Listening;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.History;

/// <summary>
/// Says of every verdict how it stands to the earlier runs: new, a regression, fixed, flipping. It changes no outcome. Before any baseline,
/// which compares with what was accepted.
/// </summary>
/// <param name="history">The earlier runs, read beside the start of this one.</param>
/// <param name="run">The run that goes on.</param>
internal sealed class HistoryStep(Task<RunHistory> history, PastRun run) : IReportStep
{
    /// <inheritdoc />
    public async ValueTask<CaseVerdict> ApplyAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        if (verdict.IsRefused)
        {
            return verdict;
        }

        var now = new PastOutcome(
            run,
            verdict.Outcome,
            new PassRate(verdict.Passed, verdict.Total),
            TestRecord.Says(verdict),
            CaseFingerprint.Of(scenarioCase)
        );
        var past = (await history.ConfigureAwait(false)).With(scenarioCase, now);
        return past is null ? verdict : verdict with { Past = past, Standing = past.Standing };
    }
}
