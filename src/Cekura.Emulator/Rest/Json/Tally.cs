using Cekura.Emulator.State;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Rest.Json;

/// <summary>The runs of a result, sorted by how they went at this moment.</summary>
internal sealed class Tally
{
    private readonly IReadOnlyList<(EmulatedRun Run, RunState State)> _runs;

    public Tally(EmulatedResult result)
    {
        _runs = [.. result.Runs.Select(run => (run, run.State))];
        Completed = Where(state => state.Status == RunStatus.Completed);
        Passed = Where(state => state is { Status: RunStatus.Completed, Success: true });
        FailedChecks = Where(state => state is { Status: RunStatus.Completed, Success: false });
        Connected = Where(state => state.Turns.Count > 0);
        NotConnected = Where(state => state is { IsTerminal: true, Turns.Count: 0 });
    }

    public IReadOnlyList<EmulatedRun> Completed { get; }

    public IReadOnlyList<EmulatedRun> Passed { get; }

    /// <summary>Completed without success; not the runs that did not connect: docs/service.md#d6.</summary>
    public IReadOnlyList<EmulatedRun> FailedChecks { get; }

    public IReadOnlyList<EmulatedRun> Connected { get; }

    public IReadOnlyList<EmulatedRun> NotConnected { get; }

    public int MetExpectedOutcome => Where(state => state.Score?.MetExpectedOutcome == true).Count;

    public int WithExpectedOutcome => Where(state => state.Score?.MetExpectedOutcome is not null).Count;

    /// <summary>Percentage of all runs, from 0 to 100.</summary>
    public double SuccessRate => Math.Round(100.0 * Passed.Count / _runs.Count, 2);

    public TimeSpan Duration => _runs.Aggregate(TimeSpan.Zero, (sum, run) => sum + (run.State.Duration ?? TimeSpan.Zero));

    private List<EmulatedRun> Where(Func<RunState, bool> holds) => [.. _runs.Where(run => holds(run.State)).Select(run => run.Run)];
}
