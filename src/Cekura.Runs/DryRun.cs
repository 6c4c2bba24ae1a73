using Cekura.Client;
using Cekura.Runs.Plan;
using Cekura.Runs.Settings;
using Cekura.Runs.Suites;
using Cekura.Runs.Trigger;
using Cekura.Runs.Verdict;

namespace Cekura.Runs;

/// <summary>Shows a plan and starts nothing. The service checks suites (contract, section 17); nothing else of it can be asked in advance.</summary>
internal sealed class DryRun(CekuraClient client, CekuraSettings settings, ICaseListener listener, SessionOptions options)
{
    private const string Reason = "Dry run: nothing was started.";

    private readonly ResultName _names = new(options.Suite, options.Time, options.Random);
    private readonly CaseJudge _judge = new(VerdictRules.From(settings));

    public async Task RunAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Batches.Count == 0)
        {
            return;
        }

        listener.Message(MessageSeverity.Warning, $"{Reason} It would be {plan}.");
        foreach (var batch in plan.Batches)
        {
            var refused = batch.IsSuite ? await ValidateAsync(batch, cancellationToken).ConfigureAwait(false) : null;
            foreach (var scenarioCase in batch.Cases)
            {
                listener.Started(scenarioCase);
                var verdict = refused?.GetValueOrDefault(scenarioCase) is { } problem
                    ? _judge.Aggregate([problem], passAtLeast: null)
                    : CaseVerdict.WithoutRun(Outcome.Skipped, Reason);
                await listener.FinishedAsync(scenarioCase, verdict).ConfigureAwait(false);
            }
        }
    }

    /// <summary>What the service has against each test case; null when it has nothing.</summary>
    private async Task<Dictionary<ScenarioCase, RunVerdict>?> ValidateAsync(StartBatch batch, CancellationToken cancellationToken)
    {
        var name = _names.Next();
        try
        {
            await client.Scenarios.ValidateSuiteAsync(SuiteStart.Request(batch, name, settings.ConcurrencyLimit), cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (CekuraValidationException e) when (SuiteRefusal.Of(e, batch) is { } refusal)
        {
            return refusal.Problems.ToDictionary(entry => entry.Key, entry => StartFailure.Refused(entry.Value));
        }
        catch (CekuraException e)
        {
            var failure = StartFailure.Of(e, scenarioId: null, name);
            return batch.Cases.ToDictionary(scenarioCase => scenarioCase, _ => failure);
        }
    }
}
