using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Listening;
using Cekura.Runs.Plan;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Session;

/// <summary>
/// Shows a plan and starts nothing. The service checks suites while it estimates them; nothing else of it can be asked in advance.
/// </summary>
internal sealed class DryRun(CaseJudge judge, ICaseListener listener)
{
    /// <summary>What each test says.</summary>
    public const string Reason = "Dry run: nothing was started.";

    /// <param name="plan">What would start, as the service was asked about it.</param>
    /// <param name="refusal">Why it would not; null when it would.</param>
    public async Task RunAsync(RunPlan plan, string? refusal)
    {
        if (plan.Batches.Count == 0)
        {
            return;
        }

        var cost = plan.HasCosts ? $", {plan.CostText()}" : "";
        var limit = refusal is null ? "" : $" A limit would refuse it. {refusal.Split('\n')[0]}";
        listener.Message(
            MessageSeverity.Warning,
            string.Join('\n', [$"{Reason} It would be {plan}{cost}.{limit}", .. PlanTable.Requests(plan)])
        );
        foreach (var batch in plan.Batches)
        {
            var refused = batch.Estimate?.Refusal is { } refusedBy ? Problems(refusedBy, batch) : null;
            foreach (var scenarioCase in batch.Cases)
            {
                listener.Started(scenarioCase);
                var verdict = refused?.GetValueOrDefault(scenarioCase) is { } problem
                    ? judge.Aggregate([problem], passAtLeast: null)
                    : CaseVerdict.WithoutRun(Outcome.Skipped, Reason);
                await listener.FinishedAsync(scenarioCase, verdict).ConfigureAwait(false);
            }
        }
    }

    /// <summary>What the service has against each test case.</summary>
    private static Dictionary<ScenarioCase, RunVerdict> Problems(CekuraException refusedBy, StartBatch batch)
    {
        if (refusedBy is CekuraValidationException e && SuiteRefusal.Of(e, batch) is { } refusal)
        {
            return refusal.Problems.ToDictionary(entry => entry.Key, entry => StartFailure.Refused(entry.Value));
        }

        var failure = StartFailure.Of(refusedBy, scenarioId: null, startName: null);
        return batch.Cases.ToDictionary(scenarioCase => scenarioCase, _ => failure);
    }
}
