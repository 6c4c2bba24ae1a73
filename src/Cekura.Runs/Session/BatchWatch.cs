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

/// <summary>One started batch, from the answer to its start until all its runs are over, with everything that happens meanwhile.</summary>
internal sealed class BatchWatch : IOverdueEnder, IAsyncDisposable
{
    private readonly CaseReporter _reporter;
    private readonly SessionVerdicts _verdicts;
    private readonly RunsByCase _runs;
    private readonly BatchJudge _judge;
    private readonly ChatRuns? _chats;
    private readonly OutboundCalls _calls;
    private readonly LiveRuns _live;
    private readonly BatchCleanup _ends;
    private readonly ResultWatcher _watcher;
    private readonly EarlyStopping? _early;
    private readonly StartedBatch _start;

    /// <param name="client">The service, or an emulator of it.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="judge">Judges runs.</param>
    /// <param name="verdicts">Gives tests their verdicts.</param>
    /// <param name="starts">What the end of runs takes from the session.</param>
    /// <param name="agents">What this side's part in conversations takes from the session.</param>
    /// <param name="batch">What was started.</param>
    /// <param name="start">The answer.</param>
    public BatchWatch(
        CekuraClient client,
        CekuraSettings settings,
        RunJudge judge,
        SessionVerdicts verdicts,
        StartOptions starts,
        AgentOptions agents,
        StartBatch batch,
        StartedBatch start
    )
    {
        var started = start.Result;
        (_reporter, _verdicts, _start) = (verdicts.Reporter, verdicts, start);
        _runs = new RunsByCase(batch, started);
        _chats = batch.Mode == ChatRuns.Mode ? new ChatRuns(client, agents, batch, started) : null;
        _calls = new OutboundCalls(client, agents, _reporter, batch, started);
        _live = new LiveRuns(client, _reporter, batch.Mode);
        _ends = new BatchCleanup(client, starts, _reporter, start);
        _watcher = new ResultWatcher(
            client,
            started,
            WatchRules.For(batch, settings, judge, agents.Schedule, starts.IsLocal) with
            {
                Ends = this,
            },
            agents.Time
        );
        _judge = new BatchJudge(_runs, judge, verdicts, new Surplus(started.Id, batch.RunCount, () => _watcher.Count, _reporter));
        _early = settings.StopWhenDecided ? new EarlyStopping(verdicts.Retries, _runs, _watcher, _ends, batch.RunCount) : null;
    }

    /// <summary>Waits for the runs, and gives every test its verdict.</summary>
    /// <param name="share">What the batch has of the concurrency limit; null: there is none.</param>
    /// <param name="cancellationToken">Ends the runs, and then this.</param>
    /// <returns>The tests of which runs have to be started again, and that have no verdict yet.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled; tests without a verdict stay without one.</exception>
    public async Task<IReadOnlyList<ScenarioCase>> RunAsync(SlotShare? share, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var seen in _watcher.WatchAsync(cancellationToken).ConfigureAwait(false))
            {
                if (seen is WatchEvent.Settled settled)
                {
                    await _watcher.DuringAsync(TakeAsync(settled.Runs, cancellationToken)).ConfigureAwait(false);
                    share?.Open(_watcher.Open.Count);
                }
                else if (seen is WatchEvent.Polled polled)
                {
                    Observe(polled.Runs);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await EndAllAsync(BatchCleanup.Cancelled).ConfigureAwait(false);
            throw;
        }
        catch (Exception e)
        {
            // This was unforeseen, and these conversations are watched no longer: they are ended, and their tests say so.
            await EndAllAsync("Gave up").ConfigureAwait(false);
            await _judge.GiveUpAsync(e).ConfigureAwait(false);
            return [];
        }

        if (_watcher.Missing > 0)
        {
            _reporter.Message(
                MessageSeverity.Warning,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Result {_start.Result.Id} says that it holds {Counted.Of(_watcher.Count + _watcher.Missing, "run")}, and showed {_watcher.Count}. Its tests are judged by these."
                )
            );
        }

        // Verdicts wait for no end whose answer does not come.
        await _judge.CloseAsync().ConfigureAwait(false);
        await _ends.CloseAsync().ConfigureAwait(false);
        return _judge.Again;
    }

    /// <inheritdoc/>
    public void EndRun(long runId, TimeSpan limit) => _ends.EndRun(runId, limit);

    /// <inheritdoc/>
    public void EndAll() => _ends.EndAll();

    public async ValueTask DisposeAsync()
    {
        await _live.DisposeAsync().ConfigureAwait(false);
        await _calls.DisposeAsync().ConfigureAwait(false);
        if (_chats is not null)
        {
            await _chats.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Observe(IReadOnlyList<Run> runs)
    {
        foreach (var run in runs)
        {
            _ends.Observe(run);
            _reporter.Progress?.Observe(run);
            _live.Observe(run, _runs.NameOf);
        }
    }

    private async Task TakeAsync(IReadOnlyList<SettledRun> settled, CancellationToken cancellationToken)
    {
        foreach (var run in settled)
        {
            var failure = await OverAsync(run.RunId, run).ConfigureAwait(false);
            await _judge.SeeAsync(_start.Known(run), failure, cancellationToken).ConfigureAwait(false);
        }

        await EndDecidedAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task EndDecidedAsync(CancellationToken cancellationToken)
    {
        if (_early is null)
        {
            return;
        }

        await foreach (var stopped in _early.EndAsync(cancellationToken).ConfigureAwait(false))
        {
            await _verdicts.FinishAsync(stopped.Case, stopped.Verdicts, stopped.RunIds.Count).ConfigureAwait(false);
            foreach (var runId in stopped.RunIds)
            {
                await OverAsync(runId).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A run is over, and with it what this side did for it.</summary>
    /// <returns>Why the agent's side failed; null when it did not.</returns>
    private async Task<AgentFailure?> OverAsync(long runId, SettledRun? run = null)
    {
        await _calls.OverAsync(runId).ConfigureAwait(false);
        return _chats is null
            ? null
            : await _chats.OverAsync(runId, run is not null && EndReason.IsTimeLimit(run.Run.EndedReason)).ConfigureAwait(false);
    }

    private async Task EndAllAsync(string why)
    {
        _ends.EndAll(why);
        await _ends.CloseAsync().ConfigureAwait(false);
    }
}
