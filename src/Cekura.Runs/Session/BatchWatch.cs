using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.Agents;
using Cekura.Runs.Conversations;
using Cekura.Runs.Listening;
using Cekura.Runs.Plan;
using Cekura.Runs.Starts;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;

namespace Cekura.Runs.Session;

/// <summary>One started batch, from the answer to its start until all its runs are over, with everything that goes on meanwhile.</summary>
internal sealed class BatchWatch : IAsyncDisposable
{
    private readonly RunProgress _listener;
    private readonly CaseOutcomes _outcomes;
    private readonly CaseAssembly _assembly;
    private readonly BatchCases _cases;
    private readonly ChatRuns? _chats;
    private readonly OutboundRuns _calls;
    private readonly LiveRuns _live;
    private readonly BatchEnd _ends;
    private readonly ResultWatcher _watcher;
    private readonly EarlyEnd? _early;
    private readonly StartedBatch _start;

    public BatchWatch(CekuraClient client, CekuraSettings settings, SessionOptions options, RunProgress listener, CaseOutcomes outcomes, StartBatch batch, StartedBatch start)
    {
        var started = start.Result;
        var judge = new RunJudge(VerdictRules.From(settings), options.Dashboard);
        (_listener, _outcomes, _start) = (listener, outcomes, start);
        _assembly = new CaseAssembly(batch, started);
        _chats = batch.Mode == ChatRuns.Mode ? new ChatRuns(client, options.Agents, batch, started) : null;
        _calls = new OutboundRuns(client, options.Agents, listener, batch, started);
        _live = new LiveRuns(client, listener, batch.Mode);
        _ends = new BatchEnd(client, options.Start, listener, start);
        var rules = WatchRules.For(batch, settings, options.Schedule, options.IsLocal, options.Durations, judge.IsSettled) with
        {
            EndRun = (run, limit) => _ends.EndRun(run, limit),
            EndAll = () => _ends.EndAll(),
            Observed = Observe,
        };
        _watcher = new ResultWatcher(client, started, rules, options.Time);
        _cases = new BatchCases(_assembly, judge, outcomes, listener, new Surplus(started.Id, batch.RunCount, () => _watcher.Count, listener));
        _early = settings.StopWhenDecided ? new EarlyEnd(outcomes.Repetitions, _assembly, _watcher, _ends, batch.RunCount) : null;
    }

    /// <summary>Waits for the runs, and gives every case its verdict.</summary>
    /// <param name="share">What the batch has of the concurrency limit; null: there is none.</param>
    /// <param name="cancellationToken">Ends the runs, and then this.</param>
    /// <returns>The cases of which runs have to be started again, and that have no verdict yet.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled; cases without a verdict stay without one.</exception>
    public async Task<IReadOnlyList<ScenarioCase>> RunAsync(SlotShare? share, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var sightings in _watcher.WatchAsync(cancellationToken).ConfigureAwait(false))
            {
                await _watcher.DuringAsync(TakeAsync(sightings, cancellationToken)).ConfigureAwait(false);
                share?.Open(_watcher.Open.Count);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await EndAllAsync(BatchEnd.Cancelled).ConfigureAwait(false);
            throw;
        }
        catch (Exception e)
        {
            // Nobody foresaw this, and nobody looks at these conversations any longer: they are ended, and their cases say so.
            await EndAllAsync("Gave up").ConfigureAwait(false);
            await _cases.GiveUpAsync(e).ConfigureAwait(false);
            return [];
        }

        if (_watcher.Missing > 0)
        {
            _listener.Message(MessageSeverity.Warning, string.Create(
                CultureInfo.InvariantCulture,
                $"Result {_start.Result.Id} says that it holds {Counted.Of(_watcher.Count + _watcher.Missing, "run")}, and showed {_watcher.Count}. Its tests are judged by these."));
        }

        // Verdicts wait for no end whose answer does not come.
        await _cases.CloseAsync().ConfigureAwait(false);
        await _ends.CloseAsync().ConfigureAwait(false);
        return _cases.Again;
    }

    public async ValueTask DisposeAsync()
    {
        await _live.DisposeAsync().ConfigureAwait(false);
        await _calls.DisposeAsync().ConfigureAwait(false);
        if (_chats is not null)
        {
            await _chats.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task TakeAsync(IReadOnlyList<RunSighting> sightings, CancellationToken cancellationToken)
    {
        foreach (var sighting in sightings)
        {
            var failure = await OverAsync(sighting.RunId, sighting).ConfigureAwait(false);
            await _cases.SeeAsync(_start.Known(sighting), failure, cancellationToken).ConfigureAwait(false);
        }

        await EndDecidedAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task EndDecidedAsync(CancellationToken cancellationToken)
    {
        if (_early is null)
        {
            return;
        }

        await foreach (var ended in _early.EndAsync(cancellationToken).ConfigureAwait(false))
        {
            await _outcomes.FinishAsync(ended.Case, ended.Verdicts, ended.RunIds.Count).ConfigureAwait(false);
            foreach (var runId in ended.RunIds)
            {
                await OverAsync(runId).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A run is over, and with it what this side did for it.</summary>
    /// <returns>Why the agent's side failed; null when it did not.</returns>
    private async Task<string?> OverAsync(long runId, RunSighting? sighting = null)
    {
        await _calls.OverAsync(runId).ConfigureAwait(false);
        return _chats is null ? null : await _chats.OverAsync(runId, sighting is not null && EndReason.IsTimeLimit(sighting.Run.EndedReason)).ConfigureAwait(false);
    }

    private async Task EndAllAsync(string why)
    {
        _ends.EndAll(why);
        await _ends.CloseAsync().ConfigureAwait(false);
    }

    private void Observe(Run run)
    {
        _ends.Observe(run);
        _listener.Observe(run);
        _live.Observe(run, _assembly.NameOf);
    }
}
