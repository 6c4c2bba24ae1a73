using System.Collections.Immutable;
using Cekura.Emulator.Rules;
using Cekura.Emulator.Scoring;
using Cekura.Emulator.State;
using Cekura.Emulator.Transcripts;
using Cekura.Models.Chat;
using Cekura.Models.Options;

namespace Cekura.Emulator.Running;

/// <summary>
/// Moves runs through the statuses of the service: pending, in_queue where a limit holds them, in_progress, evaluating, and an end.
/// </summary>
internal sealed class RunScheduler(ConversationRunner runner, Scorer scorer, int maxConcurrent, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _slots = new(maxConcurrent);
    private readonly Lock _gate = new();
    private readonly List<Task> _working = [];
    private Scorer _scorer = scorer;
    private IChatModel? _model;
    private int _judgeSamples = ModelSettings.DefaultJudgeSamples;
    private bool _closed;

    /// <summary>By which rules conversations are scored that end from now on.</summary>
    public Scorer Scorer
    {
        get => Volatile.Read(ref _scorer);
        set => Volatile.Write(ref _scorer, value);
    }

    /// <summary>The model that judges conversations that end from now on; null: there is none.</summary>
    public IChatModel? Model
    {
        get => Volatile.Read(ref _model);
        set => Volatile.Write(ref _model, value);
    }

    /// <summary>How many judgements decide when the first says no.</summary>
    public int JudgeSamples
    {
        get => Volatile.Read(ref _judgeSamples);
        set => Volatile.Write(ref _judgeSamples, value);
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

        try
        {
            await Task.WhenAll(working).WaitAsync(Patience).ConfigureAwait(false);
            _slots.Dispose();
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
            Finish(run, PlayedConversation.Cancelled());
        }
        catch (Exception e)
        {
            // Whatever went wrong here: clients wait for an end of the run.
            Finish(run, PlayedConversation.Failed(ScoringError.Unforeseen(e)));
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
            Finish(run, PlayedConversation.NotDialed());
            return;
        }

        runner.Prepare(run);
        run.Update(state => state with { Status = RunStatus.InProgress, ExecutedAt = time.GetUtcNow(), UpdatedAt = time.GetUtcNow() });
        Finish(run, await PlayAsync(run).ConfigureAwait(false));
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

    private void Finish(EmulatedRun run, PlayedConversation played)
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
        var (status, score, verdict, error) = Evaluate(run, played);
        run.Update(state =>
            state with
            {
                Status = status,
                Score = score,
                ConversationVerdict = verdict,
                ErrorMessage = error,
                UpdatedAt = time.GetUtcNow(),
            }
        );
    }

    private (string Status, Score Score, EmulatorVerdict? Verdict, string ErrorMessage) Evaluate(EmulatedRun run, PlayedConversation played)
    {
        if (played.Status != RunStatus.Completed)
        {
            return (played.Status, Score.None, played.Verdict, played.ErrorMessage);
        }

        try
        {
            var rules = Scorer;
            var verdict = played.Verdict ?? CallLoop.Check(run.Scenario, played) ?? ScriptFit.Check(run.Scenario, played, rules);
            return (played.Status, rules.Score(run.Scenario, run.State.Evidence), verdict, played.ErrorMessage);
        }
        catch (Exception e)
        {
            return (RunStatus.Failed, Score.None, null, ScoringError.Of(e));
        }
    }
}
