using Cekura.Emulator.Seed;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.State;

/// <summary>What one request started: a batch of runs.</summary>
internal sealed class EmulatedResult
{
    public EmulatedResult(long id, StartOrder order, Func<long> nextRunId, DateTimeOffset createdAt)
    {
        (Id, Order, CreatedAt) = (id, order, createdAt);
        Runs = [.. order.Cases.Select(about => new EmulatedRun(this, about, nextRunId()))];
    }

    public long Id { get; }

    public StartOrder Order { get; }

    public DateTimeOffset CreatedAt { get; }

    public IReadOnlyList<EmulatedRun> Runs { get; }

    public Agent Agent => Runs[0].Agent;

    public DateTimeOffset UpdatedAt => Runs.Max(run => run.State.UpdatedAt);

    /// <summary>
    /// Final when every run is: completed as soon as one of them is, whatever its scores; timeout when all timed out, cancelled when all
    /// were ended before a word; else failed. Until then the service says <c>running</c> of results, where it says <c>in_progress</c> of
    /// runs: scripts wait for a result that is pending or running.
    /// </summary>
    public string Status
    {
        get
        {
            var statuses = Runs.Select(run => run.State.Status).ToHashSet(StringComparer.Ordinal);
            if (statuses.Any(status => !RunStatus.IsTerminal(status)))
            {
                return statuses is { Count: 1 } && statuses.Contains(RunStatus.Pending) ? RunStatus.Pending : RunStatus.Running;
            }

            return statuses.Contains(RunStatus.Completed) ? RunStatus.Completed
                : statuses is { Count: 1 } ? statuses.First()
                : RunStatus.Failed;
        }
    }
}
