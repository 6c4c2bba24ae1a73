using Cekura.Agents.Traces;
using Cekura.Emulator.Seed;
using Cekura.Emulator.State;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Running;

/// <summary>Carries a run out by its canned transcript.</summary>
internal sealed class ReplayRunner(TimeProvider time)
{
    public async Task<PlayedConversation> RunAsync(EmulatedRun run, Replay replay)
    {
        if (!RunStatus.IsTerminal(replay.Status))
        {
            // Hangs on purpose: only end_call gets it out of there.
            run.Update(state => state with { Status = replay.Status });
            await Task.Delay(Timeout.InfiniteTimeSpan, time, run.CallEnded).ConfigureAwait(false);
        }

        if (replay.Delay > TimeSpan.Zero)
        {
            await Task.Delay(replay.Delay, time, run.CallEnded).ConfigureAwait(false);
        }

        if (replay.Evaluation > TimeSpan.Zero)
        {
            run.Update(state =>
                state with
                {
                    Status = RunStatus.Evaluating,
                    Turns = replay.Turns,
                    Duration = replay.Duration,
                    UpdatedAt = time.GetUtcNow(),
                }
            );

            // The conversation is over: ending it only cuts the wait short.
            await Task.Delay(replay.Evaluation, time, run.CallEnded).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return new()
        {
            Status = replay.Status,
            EndedReason = replay.EndedReason,
            ErrorMessage = replay.ErrorMessage,
            Turns = replay.Turns,
            Duration = replay.Duration,
            Trace =
                replay.Trace.Count == 0
                    ? null
                    : new(TraceContext.Of(run.Result.Id, run.Id, run.Scenario.Id, run.Result.CreatedAt).TraceId, replay.Trace),
        };
    }
}
