using System.Collections.ObjectModel;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Runs.Plan;

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

    /// <summary>How long conversations lasted before, by scenario; empty when nobody knows. Asked for once, where ends are forecast.</summary>
    public Func<Task<IReadOnlyDictionary<long, TimeSpan>>> PastAsync { get; init; } = () => Task.FromResult<IReadOnlyDictionary<long, TimeSpan>>(ReadOnlyDictionary<long, TimeSpan>.Empty);

    /// <summary>How many runs were asked for; 0: somebody else asked. More may come until the result says that it is whole.</summary>
    public int Expected { get; init; }

    /// <summary>Whether only the runs that were named are watched, whatever else the result holds.</summary>
    public bool OnlyNamed { get; init; }

    /// <summary>How long the service may be in trouble, since the first look that failed, before contact counts as lost.</summary>
    public TimeSpan Patience { get; init; } = Watch.Patience.Default;

    /// <summary>Begins to end a run that passed its time limit, which is given.</summary>
    public Action<long, TimeSpan> EndRun { get; init; } = (_, _) => { };

    /// <summary>Begins to end everything, when the batch passed its time limit.</summary>
    public Action EndAll { get; init; } = () => { };

    /// <summary>Sees every run of the result at every poll.</summary>
    public Action<Run> Observed { get; init; } = _ => { };

    /// <summary>Time limit of a run, from the moment its conversation is first seen; null: only the batch has one.</summary>
    public Func<Run, TimeSpan?> RunLimit { get; init; } = _ => null;

    /// <summary>What a request, the settings and the surroundings ask for.</summary>
    public static WatchRules For(StartBatch batch, CekuraSettings settings, PollSchedule? schedule, bool isLocal, Task<IReadOnlyDictionary<string, TimeSpan>> durations, Func<Run, TimeSpan, bool> isSettled)
    {
        var limits = batch.Cases.Where(c => c.Timeout is not null).GroupBy(c => c.ScenarioId).ToDictionary(group => group.Key, group => group.First().Timeout);
        return new WatchRules
        {
            BatchLimit = TimeSpan.FromSeconds(settings.TimeoutSeconds),
            Expected = batch.RunCount,
            IsSettled = isSettled,
            Schedule = schedule ?? ScheduleChoice.For(batch),
            IsLocal = isLocal && schedule is null,
            PastAsync = async () => ByScenario(batch.Cases, await durations.ConfigureAwait(false)),
            RunLimit = run => run.ScenarioId is { } id ? limits.GetValueOrDefault(id) : null,
        };
    }

    private static Dictionary<long, TimeSpan> ByScenario(IReadOnlyList<ScenarioCase> cases, IReadOnlyDictionary<string, TimeSpan> durations) => cases
        .Where(scenarioCase => durations.ContainsKey(scenarioCase.FullyQualifiedName))
        .GroupBy(scenarioCase => scenarioCase.ScenarioId, scenarioCase => durations[scenarioCase.FullyQualifiedName])
        .ToDictionary(group => group.Key, group => TimeSpan.FromSeconds(group.Average(duration => duration.TotalSeconds)));
}
