using System.Collections.ObjectModel;
using Cekura.Client;

namespace Cekura.Runs.Watch;

/// <summary>How a started result is watched.</summary>
internal sealed record WatchRules
{
    /// <summary>Time limit of the whole batch, from the answer of its start.</summary>
    public required TimeSpan BatchLimit { get; init; }

    /// <summary>Whether a run is final, given how long it has been completed.</summary>
    public required Func<Run, TimeSpan, bool> IsSettled { get; init; }

    /// <summary>When to poll.</summary>
    public required PollSchedule Schedule { get; init; }

    /// <summary>Whether what answers is on this machine, so that the first look comes early, and tells whether the runs are emulated.</summary>
    public bool IsLocal { get; init; }

    /// <summary>How long conversations lasted before, by scenario; empty when nobody knows.</summary>
    public IReadOnlyDictionary<long, TimeSpan> Past { get; init; } = ReadOnlyDictionary<long, TimeSpan>.Empty;

    /// <summary>How long the service may be in trouble, since the first look that failed, before contact counts as lost.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Begins to end a run that passed its time limit.</summary>
    public Action<long> EndRun { get; init; } = _ => { };

    /// <summary>Begins to end everything, when the batch passed its time limit.</summary>
    public Action EndAll { get; init; } = () => { };

    /// <summary>Sees every run of the result at every poll.</summary>
    public Action<Run> Observed { get; init; } = _ => { };

    /// <summary>Time limit of a run, from the moment its conversation is first seen; null: only the batch has one.</summary>
    public Func<Run, TimeSpan?> RunLimit { get; init; } = _ => null;
}
