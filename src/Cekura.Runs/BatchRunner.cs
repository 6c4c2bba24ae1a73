using System.Collections.Concurrent;
using Cekura.Client;
using Cekura.Runs.Chat;
using Cekura.Runs.Dial;
using Cekura.Runs.End;
using Cekura.Runs.Live;
using Cekura.Runs.Modes;
using Cekura.Runs.Plan;
using Cekura.Runs.Report;
using Cekura.Runs.Settings;
using Cekura.Runs.Suites;
using Cekura.Runs.Trigger;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;

namespace Cekura.Runs;

/// <summary>One batch from its start request to the verdicts of its cases.</summary>
internal sealed class BatchRunner(CekuraClient client, CekuraSettings settings, RunProgress listener, SessionOptions options, RunPermit permit)
{
    private readonly Repetitions _repetitions = new(settings.InfrastructureRetries, permit, new CaseJudge(VerdictRules.From(settings)));
    private readonly ResultName _names = new(options.Suite, options.Time, options.Random);
    private readonly BatchStart _starts = new(client, settings, options);
    private readonly ConcurrentDictionary<string, string> _notes = new(StringComparer.Ordinal);
    private readonly RunJudge _runs = new(VerdictRules.From(settings), options.Dashboard);
    private readonly CaseJudge _cases = new(VerdictRules.From(settings));
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
                await FinishAsync(scenarioCase, [StartFailure.Refused(problems)]).ConfigureAwait(false);
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
                await FinishAsync(scenarioCase, [StartFailure.Of(e, scenarioCase, sentName, options.Dashboard.IsEmulated)]).ConfigureAwait(false);
            }

            return;
        }

        if (share is not null && started.Note is not null)
        {
            share.Assume(settings.ConcurrencyLimit!.Value);
        }

        await WatchAsync(batch, started, share, cancellationToken).ConfigureAwait(false);
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

    private async Task WatchAsync(StartBatch batch, StartedBatch start, SlotShare? share, CancellationToken cancellationToken)
    {
        var started = start.Result;
        if (start.Note is { } note)
        {
            foreach (var scenarioCase in batch.Cases)
            {
                _notes[scenarioCase.FullyQualifiedName] = note;
            }
        }

        var cases = new CaseAssembly(batch, started);
        var again = new List<ScenarioCase>();
        await using var chats = batch.Mode == ChatRuns.Mode ? new ChatRuns(client, options, batch, started) : null;
        await using var calls = new OutboundRuns(client, options, listener, batch, started);
        await using var live = new LiveRuns(client, listener, batch.Mode);
        var ends = new BatchEnd(client, options, listener, start);
        var watcher = new ResultWatcher(client, started, Rules(batch, ends, Observed), options.Time);
        var early = settings.StopWhenDecided ? new EarlyEnd(client, _repetitions, cases, watcher, ends) : null;
        try
        {
            await foreach (var sightings in watcher.WatchAsync(cancellationToken).ConfigureAwait(false))
            {
                foreach (var sighting in sightings)
                {
                    var failure = await OverAsync(sighting.Run.Id).ConfigureAwait(false);
                    if (cases.CaseOf(sighting.Run) is not { } scenarioCase)
                    {
                        cases.KeepUnread(sighting);
                    }
                    else if (cases.Add(scenarioCase, _runs.Judge(sighting.Run, scenarioCase.Expect, sighting.State).AfterAgentFailure(failure)) is { } verdicts)
                    {
                        await CloseAsync(scenarioCase, verdicts, again).ConfigureAwait(false);
                    }
                }

                await foreach (var ended in (early?.EndAsync(cancellationToken) ?? AsyncEnumerable.Empty<EndedCase>()).ConfigureAwait(false))
                {
                    await FinishAsync(ended.Case, ended.Verdicts, ended.RunIds.Count).ConfigureAwait(false);
                    foreach (var runId in ended.RunIds)
                    {
                        await OverAsync(runId).ConfigureAwait(false);
                    }
                }

                share?.Open(watcher.Open.Count);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            ends.EndAll("Cancelled");
            await ends.CloseAsync().ConfigureAwait(false);
            throw;
        }
        catch (Exception e)
        {
            // Nobody foresaw this, and nobody looks at these conversations any longer: they are ended, and their cases say so.
            ends.EndAll("Gave up");
            await ends.CloseAsync().ConfigureAwait(false);
            foreach (var scenarioCase in cases.Open.Select(open => open.Key).Concat(again).ToList())
            {
                var verdict = CaseVerdict.WithoutRun(Outcome.Failed, $"Cekura: an unexpected error, {e.GetType().Name}: {e.Message} The runs of result {started.Id} were ended.");
                await listener.FinishedAsync(_repetitions.Whole(scenarioCase, []).Case, verdict).ConfigureAwait(false);
            }

            return;
        }

        await ends.CloseAsync().ConfigureAwait(false);
        foreach (var (scenarioCase, _) in cases.Open.ToList())
        {
            var strays = cases.Strays(scenarioCase).Select(stray => _runs.Judge(stray.Run, scenarioCase.Expect, stray.State)).ToList();
            var verdicts = cases.Close(scenarioCase);
            await FinishAsync(
                scenarioCase,
                strays.Count > 0 ? [.. verdicts, .. strays] : [.. verdicts, StartFailure.NoRun(IdOf(scenarioCase), scenarioCase.ScenarioName, started.Id)]).ConfigureAwait(false);
        }

        share?.Dispose();
        await AgainAsync(again, cancellationToken).ConfigureAwait(false);

        async Task<string?> OverAsync(long runId)
        {
            await calls.OverAsync(runId).ConfigureAwait(false);
            return chats is null ? null : await chats.OverAsync(runId).ConfigureAwait(false);
        }

        void Observed(Run run)
        {
            ends.Observe(run);
            listener.Observe(run);
            live.Observe(run, seen => cases.CaseOf(seen)?.DisplayName ?? UntrustedText.Line(seen.ScenarioName, 120));
        }
    }

    /// <summary>Gives a case its verdict, or puts it on the list of those that start again.</summary>
    private async Task CloseAsync(ScenarioCase scenarioCase, IReadOnlyList<RunVerdict> verdicts, List<ScenarioCase> again)
    {
        if (_repetitions.Again(scenarioCase, verdicts) is { } once)
        {
            again.Add(once);
        }
        else
        {
            await FinishAsync(scenarioCase, verdicts).ConfigureAwait(false);
        }
    }

    private async Task AgainAsync(List<ScenarioCase> again, CancellationToken cancellationToken)
    {
        if (again.Count == 0)
        {
            return;
        }

        var plan = RunPlan.For(again).Under(settings.ConcurrencyLimit, options.Durations);
        listener.Message(MessageSeverity.Warning, $"Runs that never took place are started again: {plan}.");
        await InTurnAsync(plan.Batches, (batch, share) => StartAndWatchAsync(batch, share, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    // A suite's problems come back with their places, so one that names no test case concerns every half alike.
    private static bool IsAboutRequest(CekuraException e, StartBatch batch) => batch.IsSuite && e.Errors.Count > 0;

    private static long? IdOf(ScenarioCase scenarioCase) => scenarioCase.SuiteEntry is null ? scenarioCase.ScenarioId : null;

    private WatchRules Rules(StartBatch batch, BatchEnd ends, Action<Run> observed)
    {
        var limits = batch.Cases.Where(c => c.Timeout is not null).GroupBy(c => c.ScenarioId).ToDictionary(group => group.Key, group => group.First().Timeout);
        return new WatchRules
        {
            BatchLimit = TimeSpan.FromSeconds(settings.TimeoutSeconds),
            IsSettled = _runs.IsSettled,
            Schedule = options.Schedule ?? PollSchedule.For(batch),
            Past = batch.Cases
                .Where(scenarioCase => options.Durations.ContainsKey(scenarioCase.FullyQualifiedName))
                .GroupBy(scenarioCase => scenarioCase.ScenarioId, scenarioCase => options.Durations[scenarioCase.FullyQualifiedName])
                .ToDictionary(group => group.Key, group => TimeSpan.FromSeconds(group.Average(duration => duration.TotalSeconds))),
            EndRun = ends.EndRun,
            EndAll = () => ends.EndAll(),
            Observed = observed,
            RunLimit = run => run.ScenarioId is { } id ? limits.GetValueOrDefault(id) : null,
        };
    }

    private async Task FinishAsync(ScenarioCase scenarioCase, IReadOnlyList<RunVerdict> verdicts, int endedEarly = 0)
    {
        var (whole, all) = _repetitions.Whole(scenarioCase, verdicts);
        var verdict = _cases.Aggregate(all, whole.PassAtLeast, endedEarly);
        if (_notes.GetValueOrDefault(scenarioCase.FullyQualifiedName) is { } note)
        {
            verdict = verdict with { Notes = [note, .. verdict.Notes] };
        }

        await listener.FinishedAsync(whole, verdict).ConfigureAwait(false);
    }
}
