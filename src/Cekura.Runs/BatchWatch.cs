using Cekura.Client;
using Cekura.Runs.Chat;
using Cekura.Runs.Dial;
using Cekura.Runs.End;
using Cekura.Runs.Live;
using Cekura.Runs.Plan;
using Cekura.Runs.Report;
using Cekura.Runs.Settings;
using Cekura.Runs.Trigger;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;

namespace Cekura.Runs;

/// <summary>One started batch, from the answer to its start to the verdicts of its cases, with everything that goes on meanwhile.</summary>
internal sealed class BatchWatch : IAsyncDisposable
{
    private readonly StartBatch _batch;
    private readonly StartedResult _started;
    private readonly CekuraSettings _settings;
    private readonly SessionOptions _options;
    private readonly RunProgress _listener;
    private readonly CaseOutcomes _outcomes;
    private readonly CaseAssembly _cases;
    private readonly RunJudge _judge;
    private readonly ChatRuns? _chats;
    private readonly OutboundRuns _calls;
    private readonly LiveRuns _live;
    private readonly BatchEnd _ends;
    private readonly ResultWatcher _watcher;
    private readonly EarlyEnd? _early;
    private readonly List<ScenarioCase> _again = [];

    public BatchWatch(CekuraClient client, CekuraSettings settings, SessionOptions options, RunProgress listener, CaseOutcomes outcomes, StartBatch batch, StartedBatch start)
    {
        (_batch, _started, _settings, _options, _listener, _outcomes) = (batch, start.Result, settings, options, listener, outcomes);
        _cases = new CaseAssembly(batch, _started);
        _judge = new RunJudge(VerdictRules.From(settings), options.Dashboard);
        _chats = batch.Mode == ChatRuns.Mode ? new ChatRuns(client, options, batch, _started) : null;
        _calls = new OutboundRuns(client, options, listener, batch, _started);
        _live = new LiveRuns(client, listener, batch.Mode);
        _ends = new BatchEnd(client, options, listener, start);
        _watcher = new ResultWatcher(client, _started, Rules(), options.Time);
        _early = settings.StopWhenDecided ? new EarlyEnd(client, outcomes.Repetitions, _cases, _watcher, _ends) : null;
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
                foreach (var sighting in sightings)
                {
                    await SeeAsync(sighting, cancellationToken).ConfigureAwait(false);
                }

                await EndDecidedAsync(cancellationToken).ConfigureAwait(false);
                share?.Open(_watcher.Open.Count);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await EndAllAsync("Cancelled").ConfigureAwait(false);
            throw;
        }
        catch (Exception e)
        {
            // Nobody foresaw this, and nobody looks at these conversations any longer: they are ended, and their cases say so.
            await EndAllAsync("Gave up").ConfigureAwait(false);
            foreach (var scenarioCase in _cases.Open.Select(open => open.Key).Concat(_again).ToList())
            {
                await _outcomes.FailAsync(scenarioCase, e, $"The runs of result {_started.Id} were ended.").ConfigureAwait(false);
            }

            return [];
        }

        await _ends.CloseAsync().ConfigureAwait(false);
        foreach (var scenarioCase in _cases.Open.Select(open => open.Key).ToList())
        {
            await CloseIncompleteAsync(scenarioCase).ConfigureAwait(false);
        }

        return _again;
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

    /// <summary>A run is final. What nobody foresaw while it is judged fails its case, and no other.</summary>
    private async Task SeeAsync(RunSighting sighting, CancellationToken cancellationToken)
    {
        var failure = await OverAsync(sighting.Run.Id).ConfigureAwait(false);
        if (_cases.CaseOf(sighting.Run) is not { } scenarioCase)
        {
            _cases.KeepUnread(sighting);
            return;
        }

        try
        {
            if (_cases.Add(scenarioCase, Judge(scenarioCase, sighting).AfterAgentFailure(failure)) is { } verdicts)
            {
                await CloseAsync(scenarioCase, verdicts).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            await FailAsync(scenarioCase, e, $"Run {sighting.Run.Id} could not be judged.").ConfigureAwait(false);
        }
    }

    private async Task FailAsync(ScenarioCase scenarioCase, Exception unforeseen, string consequence)
    {
        if (_cases.IsOpen(scenarioCase))
        {
            _cases.Close(scenarioCase);
            await _outcomes.FailAsync(scenarioCase, unforeseen, consequence).ConfigureAwait(false);
        }
        else
        {
            // Its verdict was on its way, and a case never gets two.
            _listener.Message(MessageSeverity.Error, $"{scenarioCase.DisplayName}: an unexpected error while its verdict was reported, {unforeseen.GetType().Name}: {unforeseen.Message}");
        }
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

    /// <summary>Gives a case its verdict, or puts it on the list of those that start again.</summary>
    private async Task CloseAsync(ScenarioCase scenarioCase, IReadOnlyList<RunVerdict> verdicts)
    {
        if (_outcomes.Repetitions.Again(scenarioCase, verdicts) is { } once)
        {
            _again.Add(once);
        }
        else
        {
            await _outcomes.FinishAsync(scenarioCase, verdicts).ConfigureAwait(false);
        }
    }

    /// <summary>A case that lacks runs when all are over.</summary>
    private async Task CloseIncompleteAsync(ScenarioCase scenarioCase)
    {
        try
        {
            var strays = _cases.Strays(scenarioCase).Select(stray => Judge(scenarioCase, stray)).ToList();
            var verdicts = _cases.Close(scenarioCase);
            await _outcomes.FinishAsync(
                scenarioCase,
                strays.Count > 0 ? [.. verdicts, .. strays] : [.. verdicts, StartFailure.NoRun(scenarioCase.ServiceId, scenarioCase.ScenarioName, _started.Id)]).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await FailAsync(scenarioCase, e, "What is known of its runs could not be judged.").ConfigureAwait(false);
        }
    }

    private RunVerdict Judge(ScenarioCase scenarioCase, RunSighting sighting) => _judge.Judge(sighting.Run, scenarioCase.Expect, sighting.State);

    /// <summary>A run is over, and with it what this side did for it.</summary>
    /// <returns>Why the agent's side failed; null when it did not.</returns>
    private async Task<string?> OverAsync(long runId)
    {
        await _calls.OverAsync(runId).ConfigureAwait(false);
        return _chats is null ? null : await _chats.OverAsync(runId).ConfigureAwait(false);
    }

    private async Task EndAllAsync(string why)
    {
        _ends.EndAll(why);
        await _ends.CloseAsync().ConfigureAwait(false);
    }

    private WatchRules Rules()
    {
        var limits = _batch.Cases.Where(c => c.Timeout is not null).GroupBy(c => c.ScenarioId).ToDictionary(group => group.Key, group => group.First().Timeout);
        return new WatchRules
        {
            BatchLimit = TimeSpan.FromSeconds(_settings.TimeoutSeconds),
            IsSettled = _judge.IsSettled,
            Schedule = _options.Schedule ?? ScheduleChoice.For(_batch),
            IsLocal = _options is { IsLocal: true, Schedule: null },
            Past = _batch.Cases
                .Where(scenarioCase => _options.Durations.ContainsKey(scenarioCase.FullyQualifiedName))
                .GroupBy(scenarioCase => scenarioCase.ScenarioId, scenarioCase => _options.Durations[scenarioCase.FullyQualifiedName])
                .ToDictionary(group => group.Key, group => TimeSpan.FromSeconds(group.Average(duration => duration.TotalSeconds))),
            EndRun = _ends.EndRun,
            EndAll = () => _ends.EndAll(),
            Observed = Observe,
            RunLimit = run => run.ScenarioId is { } id ? limits.GetValueOrDefault(id) : null,
        };
    }

    private void Observe(Run run)
    {
        _ends.Observe(run);
        _listener.Observe(run);
        _live.Observe(run, seen => _cases.CaseOf(seen)?.DisplayName ?? UntrustedText.Line(seen.ScenarioName, 120));
    }
}
