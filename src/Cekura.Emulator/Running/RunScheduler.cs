using System.Collections.Immutable;
using Cekura.Emulator.Judging;
using Cekura.Emulator.Rules;
using Cekura.Emulator.Scoring;
using Cekura.Emulator.State;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Running;

/// <summary>
/// Moves runs through the statuses of the service: pending, in_queue where a limit holds them, in_progress, evaluating, and an end.
/// </summary>
internal sealed class RunScheduler(ConversationRunner runner, Scorer scorer, int maxConcurrent, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _slots = new(maxConcurrent);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<Task> _working = [];
    private Scorer _scorer = scorer;
    private Judge? _judge;
    private bool _closed;

    /// <summary>By which rules conversations are scored that end from now on.</summary>
    public Scorer Scorer
    {
        get => Volatile.Read(ref _scorer);
        set => Volatile.Write(ref _scorer, value);
    }

    /// <summary>What judges conversations that end from now on, where no rule does; null: nothing.</summary>
    public Judge? Judge
    {
        get => Volatile.Read(ref _judge);
        set => Volatile.Write(ref _judge, value);
    }

    /// <summary>Begins with the runs of a result, in their order, and returns at once.</summary>
    public void Start(EmulatedResult result)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _working.RemoveAll(task => task.IsCompleted);
            var slotsOfResult = new SemaphoreSlim(result.Order.ConcurrencyLimit ?? int.MaxValue);
            _working.AddRange(result.Runs.Select(run => RunAsync(run, slotsOfResult)));
        }
    }

    /// <summary>Waits until everything that was started has ended, for a few seconds. The calls must have been ended before.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] working;
        lock (_gate)
        {
            _closed = true;
            working = [.. _working];
        }

        await _stop.CancelAsync().ConfigureAwait(false);

        try
        {
            await Task.WhenAll(working).WaitAsync(Patience).ConfigureAwait(false);
            _slots.Dispose();
            _stop.Dispose();
        }
        catch (TimeoutException)
        {
            // A conversation that does not end is left behind; its slot is still in use.
        }
    }

    private async Task RunAsync(EmulatedRun run, SemaphoreSlim slotsOfResult)
    {
        try
        {
            await WithSlotAsync(run, slotsOfResult, () => WithSlotAsync(run, _slots, () => HoldAsync(run))).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (run.CallEnded.IsCancellationRequested)
        {
            await FinishAsync(run, PlayedConversation.Cancelled()).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Whatever went wrong here: clients wait for an end of the run.
            await FinishAsync(run, PlayedConversation.Failed(ScoringError.Unforeseen(e))).ConfigureAwait(false);
        }
    }

    private static async Task WithSlotAsync(EmulatedRun run, SemaphoreSlim slots, Func<Task> work)
    {
        var entering = slots.WaitAsync(run.CallEnded);
        if (!entering.IsCompleted)
        {
            run.Update(state => state with { Status = RunStatus.InQueue });
        }

        await entering.ConfigureAwait(false);
        try
        {
            // Room may come at the moment in which the call is ended.
            run.CallEnded.ThrowIfCancellationRequested();
            await work().ConfigureAwait(false);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task HoldAsync(EmulatedRun run)
    {
        // Starting a run must not hold the answer to the request that started it.
        await Task.Yield();
        if (run.AwaitsDial && !await IsDialedAsync(run).ConfigureAwait(false))
        {
            await FinishAsync(run, PlayedConversation.NotDialed()).ConfigureAwait(false);
            return;
        }

        runner.Prepare(run);
        run.Update(state => state with { Status = RunStatus.InProgress, ExecutedAt = time.GetUtcNow(), UpdatedAt = time.GetUtcNow() });
        await FinishAsync(run, await PlayAsync(run).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task<bool> IsDialedAsync(EmulatedRun run)
    {
        run.Update(state => state with { Status = RunStatus.Pending, DialWindowOpensAt = time.GetUtcNow(), UpdatedAt = time.GetUtcNow() });
        if (!run.Agent.Dials)
        {
            await Task.Delay(run.Agent.DialWindow, time, run.CallEnded).ConfigureAwait(false);
        }

        return run.Agent.Dials;
    }

    private async Task<PlayedConversation> PlayAsync(EmulatedRun run)
    {
        try
        {
            return await runner.RunAsync(run).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return PlayedConversation.Failed(ScoringError.Unforeseen(e));
        }
    }

    private async Task FinishAsync(EmulatedRun run, PlayedConversation played)
    {
        played.Metadata["ended_reason"] = played.EndedReason;
        run.Update(state =>
            state with
            {
                Status = RunStatus.Evaluating,
                Turns = played.Turns as ImmutableList<RecordedTurn> ?? [.. played.Turns],
                FiredConditions = played.FiredConditions,
                Duration = played.Duration,
                ExecutedAt = played.Began ?? state.ExecutedAt,
                Notes = played.Notes,
                Trace = played.Trace,
                Metadata = played.Metadata,
                ErrorMessage = played.ErrorMessage,
                UpdatedAt = time.GetUtcNow(),
            }
        );
        var ended = await EvaluateAsync(run, played).ConfigureAwait(false);
        run.Update(state => ended(state) with { UpdatedAt = time.GetUtcNow() });
    }

    private async Task<Func<RunState, RunState>> EvaluateAsync(EmulatedRun run, PlayedConversation played)
    {
        if (played.Status != RunStatus.Completed)
        {
            return state => state with { Status = played.Status, Score = Score.None, ConversationVerdict = played.Verdict };
        }

        try
        {
            var (rules, judge) = (Scorer, Judge);
            var verdict = played.Verdict ?? CallLoop.Check(run.Scenario, played);

            // A conversation that shows nothing is not worth a question.
            var judged = judge is null || verdict is not null ? null : await JudgeAsync(judge, run, rules).ConfigureAwait(false);
            var evidence = run.State.Evidence with { Judged = judged };
            verdict ??= ScriptFit.Check(run.Scenario, played, rules, judged);
            var score = rules.Score(run.Scenario, evidence);
            return state =>
                state with
                {
                    Status = played.Status,
                    Judged = judged,
                    Score = score,
                    ConversationVerdict = verdict,
                    Review = run.Scenario.Replay?.Review is var (success, feedback) ? new(success, feedback) : state.Review,
                };
        }
        catch (Exception e)
        {
            return state => state with { Status = RunStatus.Failed, Score = Score.None, ErrorMessage = ScoringError.Of(e) };
        }
    }

    private async Task<Judged?> JudgeAsync(Judge judge, EmulatedRun run, Scorer rules)
    {
        // A call that was ended is judged by what was said before; one that is ended now is waited for no longer.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            _stop.Token,
            run.CallEnded.IsCancellationRequested ? CancellationToken.None : run.CallEnded
        );
        return await judge.AllAsync(JudgedRun.Of(run, run.Scenario), run.State.Evidence, rules, stop.Token).ConfigureAwait(false);
    }
}
