using Cekura.Client;
using Cekura.Runs.Live;
using Cekura.Runs.Modes;
using Cekura.Runs.Plan;
using Cekura.Runs.Settings;
using Cekura.Runs.Suites;
using Cekura.Runs.Trigger;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Batches;

/// <summary>Starts the requests of a plan, each once, and follows what was started to its verdicts.</summary>
internal sealed class BatchRunner(CekuraClient client, CekuraSettings settings, RunProgress listener, SessionOptions options, RunPermit permit)
{
    private readonly CaseOutcomes _outcomes = new(settings, listener, permit);
    private readonly ResultName _names = new(options.Suite, options.Time, options.Random);
    private readonly BatchStart _starts = new(client, settings, options);
    private readonly Slots? _slots = options.Slots ?? (settings.ConcurrencyLimit is { } limit ? new Slots(limit) : null);

    public Task RunAsync(RunPlan plan, CancellationToken cancellationToken) => InTurnAsync(
        plan.Batches,
        (batch, share) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var scenarioCase in batch.Cases)
            {
                listener.Started(scenarioCase);
            }

            return StartAndWatchAsync(batch, share, cancellationToken);
        },
        cancellationToken);

    private async Task StartAndWatchAsync(StartBatch batch, SlotShare? share, CancellationToken cancellationToken)
    {
        var name = _names.Next();
        StartedBatch started;
        try
        {
            started = await _starts.StartAsync(batch, name, share?.Limit, cancellationToken).ConfigureAwait(false);
        }
        catch (CekuraValidationException e) when (SuiteRefusal.Of(e, batch) is { } refusal)
        {
            foreach (var (scenarioCase, problems) in refusal.Problems)
            {
                await _outcomes.FinishAsync(scenarioCase, [StartFailure.Refused(problems)]).ConfigureAwait(false);
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (refusal.Rest is { } rest)
            {
                await StartAndWatchAsync(rest, share, cancellationToken).ConfigureAwait(false);
            }

            return;
        }
        catch (CekuraException e) when (e is CekuraValidationException or CekuraNotFoundException && !IsAboutRequest(e, batch) && batch.Halves() is { Count: > 1 } halves)
        {
            // Nothing was started, and the service does not say which id it refused: one bad scenario must not fail the others.
            cancellationToken.ThrowIfCancellationRequested();
            share?.Dispose();
            await InTurnAsync(halves, (half, slots) => StartAndWatchAsync(half, slots, cancellationToken), cancellationToken).ConfigureAwait(false);
            return;
        }
        catch (CekuraException e)
        {
            var sentName = batch.IsSuite || ModeTable.Find(batch.Mode) is { TakesName: true } ? name : null;
            foreach (var scenarioCase in batch.Cases)
            {
                await _outcomes.FinishAsync(scenarioCase, [StartFailure.Of(e, scenarioCase, sentName, options.Dashboard.IsEmulated)]).ConfigureAwait(false);
            }

            return;
        }

        await WatchAsync(batch, started, share, cancellationToken).ConfigureAwait(false);
    }

    private async Task WatchAsync(StartBatch batch, StartedBatch started, SlotShare? share, CancellationToken cancellationToken)
    {
        if (started.Note is { } note)
        {
            // Whoever started it first may have given it the whole limit.
            share?.Assume(settings.ConcurrencyLimit!.Value);
            _outcomes.Note(batch.Cases, note);
        }

        IReadOnlyList<ScenarioCase> again;
        var watch = new BatchWatch(client, settings, options, listener, _outcomes, batch, started);
        await using (watch.ConfigureAwait(false))
        {
            again = await watch.RunAsync(share, cancellationToken).ConfigureAwait(false);
        }

        share?.Dispose();
        if (again.Count > 0)
        {
            var plan = await RunPlan.For(again).UnderAsync(settings.ConcurrencyLimit, options.Durations).ConfigureAwait(false);
            listener.Message(MessageSeverity.Warning, $"Runs that never took place are started again: {plan}.");
            await InTurnAsync(plan.Batches, (part, slots) => StartAndWatchAsync(part, slots, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>All at once; under a concurrency limit each as soon as there are slots for it.</summary>
    private async Task InTurnAsync(IReadOnlyList<StartBatch> batches, Func<StartBatch, SlotShare?, Task> run, CancellationToken cancellationToken)
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
                var least = StartPieces.TakesLimit(batch) ? 1 : batch.RunCount;
                running.Add(WithinAsync(await _slots.TakeAsync(least, batch.RunCount, cancellationToken).ConfigureAwait(false), batch));
            }
        }
        finally
        {
            await Task.WhenAll(running).ConfigureAwait(false);
        }

        async Task WithinAsync(SlotShare share, StartBatch batch)
        {
            using (share)
            {
                await run(batch, share).ConfigureAwait(false);
            }
        }
    }

    // A suite's problems come back with their places, so one that names no test case concerns every half alike.
    private static bool IsAboutRequest(CekuraException e, StartBatch batch) => batch.IsSuite && e.Errors.Count > 0;
}
