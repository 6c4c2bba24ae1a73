using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Modes;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.Plan;
using Cekura.Runs.Starts;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Session;

/// <summary>Starts the requests of a plan, each once, and follows what was started to its verdicts.</summary>
/// <param name="client">The service, or an emulator of it.</param>
/// <param name="settings">The settings.</param>
/// <param name="options">What the session takes from its surroundings.</param>
/// <param name="judge">Judges runs.</param>
/// <param name="verdicts">Gives tests their verdicts.</param>
/// <param name="timeLeft">How long the session may last.</param>
internal sealed class BatchRunner(
    CekuraClient client,
    CekuraSettings settings,
    SessionOptions options,
    RunJudge judge,
    SessionVerdicts verdicts,
    TimeLeft timeLeft
)
{
    private readonly ResultName _names = new(options.Suite, options.Time, options.Random);
    private readonly BatchStart _starts = new(client, settings, options.Start);
    private readonly Slots? _slots = options.Slots ?? (settings.ConcurrencyLimit is { } limit ? new Slots(limit) : null);

    public Task RunAsync(RunPlan plan, CancellationToken cancellationToken) =>
        InTurnAsync(
            plan.Batches,
            (batch, share) =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (var scenarioCase in batch.Cases)
                {
                    verdicts.Reporter.Started(scenarioCase);
                }

                return StartAndWatchAsync(batch, share, cancellationToken);
            },
            cancellationToken
        );

    private async Task StartAndWatchAsync(StartBatch batch, SlotShare? share, CancellationToken cancellationToken)
    {
        var (refusal, watch) = await BeginAsync(batch, share, cancellationToken).ConfigureAwait(false);
        if (refusal is null)
        {
            await watch.ConfigureAwait(false);
            return;
        }

        share?.Dispose();
        await RefusedAsync(refusal, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts a request, which is answered when this returns; what was started is watched from then on.</summary>
    /// <returns>What the service refused without saying which case it is about, or what is running.</returns>
    private async Task<(Refusal? Refusal, Task Watch)> BeginAsync(StartBatch batch, SlotShare? share, CancellationToken cancellationToken)
    {
        var name = _names.Next();
        try
        {
            var started = await _starts.StartAsync(batch, name, share?.Limit, cancellationToken).ConfigureAwait(false);
            timeLeft.Started();
            return (null, WatchAsync(batch, started, share, cancellationToken));
        }
        catch (CekuraValidationException e) when (SuiteRefusal.Of(e, batch) is { } refusal)
        {
            foreach (var (scenarioCase, problems) in refusal.Problems)
            {
                await verdicts.FinishAsync(scenarioCase, [StartFailure.Refused(problems)]).ConfigureAwait(false);
            }

            cancellationToken.ThrowIfCancellationRequested();
            return refusal.Rest is { } rest
                ? await BeginAsync(rest, share, cancellationToken).ConfigureAwait(false)
                : (null, Task.CompletedTask);
        }
        catch (CekuraException e)
            when (e is CekuraValidationException or CekuraNotFoundException && !IsAboutRequest(e, batch) && batch.Halves() is { Count: > 1 }
            )
        {
            // Nothing was started, and the service does not say which id it refused: one bad scenario must not fail the others.
            return (new Refusal(batch, e), Task.CompletedTask);
        }
        catch (CekuraException e)
        {
            await FailAsync(batch, e, batch.IsSuite || ModeTable.Find(batch.Mode) is { TakesName: true } ? name : null)
                .ConfigureAwait(false);
            return (null, Task.CompletedTask);
        }
    }

    private async Task FailAsync(StartBatch batch, CekuraException failure, string? sentName)
    {
        foreach (var scenarioCase in batch.Cases)
        {
            await verdicts
                .FinishAsync(scenarioCase, [StartFailure.Of(failure, scenarioCase, sentName, options.Dashboard.IsEmulated)])
                .ConfigureAwait(false);
        }
    }

    /// <summary>Finds what of a request was refused, one start after the other, while what was accepted is running.</summary>
    private async Task RefusedAsync(Refusal refusal, CancellationToken cancellationToken)
    {
        var watches = new List<Task>();
        var search = new RefusalSearch(TryAsync, refused => FailAsync(refused.Batch, refused.Failure, sentName: null), options.Time);
        try
        {
            await search.RunAsync(refusal, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await Task.WhenAll(watches).ConfigureAwait(false);
        }

        async Task<Refusal?> TryAsync(StartBatch part)
        {
            var share = _slots is null
                ? null
                : await _slots.TakeAsync(MinSlots(part), part.RunCount, cancellationToken).ConfigureAwait(false);
            try
            {
                var (again, watch) = await BeginAsync(part, share, cancellationToken).ConfigureAwait(false);
                if (again is null)
                {
                    watches.Add(WithinAsync(share, () => watch));
                    share = null;
                }

                return again;
            }
            finally
            {
                share?.Dispose();
            }
        }
    }

    private static async Task WithinAsync(SlotShare? share, Func<Task> run)
    {
        using (share)
        {
            await run().ConfigureAwait(false);
        }
    }

    private static int MinSlots(StartBatch batch) => StartPieces.TakesLimit(batch) ? 1 : batch.RunCount;

    private async Task WatchAsync(StartBatch batch, StartedBatch started, SlotShare? share, CancellationToken cancellationToken)
    {
        if (started.Note is { } note)
        {
            // Its first start may have given it the whole limit.
            share?.Assume(settings.ConcurrencyLimit!.Value);
            verdicts.Note(batch.Cases, note);
        }

        IReadOnlyList<ScenarioCase> again;
        var watch = new BatchWatch(client, settings, judge, verdicts, options.Start, options.Agents, batch, started);
        await using (watch.ConfigureAwait(false))
        {
            again = await watch.RunAsync(share, cancellationToken).ConfigureAwait(false);
        }

        share?.Dispose();
        if (again.Count > 0)
        {
            var plan = await RunPlan.For(again).UnderAsync(settings.ConcurrencyLimit, options.Durations).ConfigureAwait(false);
            verdicts.Reporter.Message(MessageSeverity.Warning, $"Runs that never took place are started again: {plan}.");
            await InTurnAsync(plan.Batches, (part, slots) => StartAndWatchAsync(part, slots, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>All at once; under a concurrency limit each as soon as there are slots for it.</summary>
    private async Task InTurnAsync(
        IReadOnlyList<StartBatch> batches,
        Func<StartBatch, SlotShare?, Task> run,
        CancellationToken cancellationToken
    )
    {
        if (_slots is null)
        {
            await Task.WhenAll(batches.Select(batch => run(batch, null))).ConfigureAwait(false);
            return;
        }

        var running = new List<Task>();
        try
        {
            foreach (var batch in batches)
            {
                var share = await _slots.TakeAsync(MinSlots(batch), batch.RunCount, cancellationToken).ConfigureAwait(false);
                running.Add(WithinAsync(share, () => run(batch, share)));
            }
        }
        finally
        {
            await Task.WhenAll(running).ConfigureAwait(false);
        }
    }

    // A suite's problems come back with their places, so one that names no test case concerns every half alike.
    private static bool IsAboutRequest(CekuraException e, StartBatch batch) => batch.IsSuite && e.Errors.Count > 0;
}
