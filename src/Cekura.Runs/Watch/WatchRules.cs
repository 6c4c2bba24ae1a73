using System.Collections.ObjectModel;
using Cekura.Client;
using Cekura.Manifests.Settings;
using Cekura.Runs.Plan;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Watch;

/// <summary>How a started result is watched.</summary>
internal sealed record WatchRules
{
    /// <summary>Time limit of the whole batch, from the answer of its start.</summary>
    public required TimeSpan BatchLimit { get; init; }

    /// <summary>Says when a run is final.</summary>
    public required RunJudge Judge { get; init; }

    /// <summary>When to poll.</summary>
    public required PollSchedule Schedule { get; init; }

    /// <summary>
    /// Whether what answers is on this machine, so that the first poll comes early, and tells whether the runs are emulated.
    /// </summary>
    public bool IsLocal { get; init; }

    /// <summary>How many runs were asked for; 0: others asked. More may come until the result says that it is whole.</summary>
    public int Expected { get; init; }

    /// <summary>Whether only the runs that were named are watched, whatever else the result holds.</summary>
    public bool OnlyNamed { get; init; }

    /// <summary>How long the service may have errors, since the first poll that failed, before contact counts as lost.</summary>
    public TimeSpan Patience { get; init; } = Watch.Patience.Default;

    /// <summary>Ends what passes a time limit; null: nothing is ended.</summary>
    public IOverdueEnder? Ends { get; init; }

    /// <summary>
    /// Time limits of the runs of a scenario, by its id, from the moment a conversation is first seen; without one only the batch has a
    /// limit.
    /// </summary>
    public IReadOnlyDictionary<long, TimeSpan> RunLimits { get; init; } = ReadOnlyDictionary<long, TimeSpan>.Empty;

    /// <summary>The time limit of a run; null: only the batch has one.</summary>
    public TimeSpan? LimitOf(Run run) => run.ScenarioId is { } id && RunLimits.TryGetValue(id, out var limit) ? limit : null;

    /// <summary>What a request and the settings ask for.</summary>
    /// <param name="batch">The request.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="judge">Says when a run is final.</param>
    /// <param name="schedule">When to poll; null: as suits the request.</param>
    /// <param name="isLocal">Whether what answers is on this machine.</param>
    public static WatchRules For(StartBatch batch, CekuraSettings settings, RunJudge judge, PollSchedule? schedule, bool isLocal) =>
        new()
        {
            BatchLimit = TimeSpan.FromSeconds(settings.TimeoutSeconds),
            Expected = batch.RunCount,
            Judge = judge,
            Schedule = schedule ?? ScheduleChoice.For(batch),
            IsLocal = isLocal && schedule is null,
            RunLimits = batch
                .Cases.Where(test => test.Timeout is not null)
                .GroupBy(test => test.ScenarioId)
                .ToDictionary(group => group.Key, group => group.First().Timeout!.Value),
        };
}
