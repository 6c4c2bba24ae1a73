using System.Runtime.InteropServices;
using Cekura.Client;

namespace Cekura.Runs.Watch;

/// <summary>
/// Follows the runs of a result from look to look, and learns from those that have ended how long the others will take. Only what the looks show
/// is certain: the service's own times are believed as far as they lie between two looks, so that its clock may differ from ours.
/// </summary>
internal sealed class RunPhases(PollSchedule schedule, IEnumerable<KeyValuePair<long, TimeSpan>> past, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly Dictionary<long, Phase> _phases = [];
    private readonly LearnedDuration _conversation = new(weight: 2);
    private readonly LearnedDuration _scoring = new(weight: 2);
    private readonly Dictionary<long, LearnedDuration> _scenarios = past.ToDictionary(entry => entry.Key, entry => Past(entry.Value));
    private readonly bool _isNew = !past.Any();
    private double _lastLook;
    private int _looks;
    private bool _hasEnded;

    private bool IsOpening => _isNew && !_hasEnded && Now() < schedule.Opening.TotalSeconds;

    /// <summary>Counts a look, whatever comes of it.</summary>
    public void Looking() => _looks += IsOpening ? 0 : 1;

    /// <summary>Takes in what a look shows.</summary>
    public void Look(IReadOnlyList<Run> runs)
    {
        var now = Now();
        foreach (var run in runs)
        {
            _hasEnded |= run.Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Timeout or RunStatus.Cancelled;
            _phases[run.Id] = Follow(_phases.GetValueOrDefault(run.Id), run, now);
        }

        _lastLook = now;
    }

    /// <summary>What is to be expected of the runs that are still open.</summary>
    public Outlook Ahead(IReadOnlyList<long> open)
    {
        var now = Now();
        var conversation = _conversation.Given(schedule.Conversation);
        var scoring = _scoring.Given(schedule.Scoring);
        var scoringTimes = ExpectedEnd.ScoringTimes(scoring);
        var runs = open.Select(id => _phases.GetValueOrDefault(id)).Select(Expected).ToList();
        var waiting = open.Count(id => _phases.GetValueOrDefault(id).TalkFrom is null);
        var queue = waiting == open.Count ? 0 : conversation.Median.TotalSeconds * waiting / (open.Count - waiting);
        return new Outlook(TimeSpan.FromSeconds(now), _looks, TimeSpan.FromSeconds(queue + runs.Select(run => run.Left).DefaultIfEmpty().Max()), runs) { IsOpening = IsOpening };

        ExpectedEnd Expected(Phase phase) => phase.TalkUntil is { } until
            ? ExpectedEnd.Scored(scoring, now - until)
            : ExpectedEnd.Talking(Of(phase.Scenario), phase.TalkFrom is { } from ? now - from : 0, scoringTimes);

        TimeDistribution Of(long scenario) => _scenarios.TryGetValue(scenario, out var learned) ? learned.Given(conversation) : conversation;
    }

    private static LearnedDuration Past(TimeSpan duration)
    {
        var learned = new LearnedDuration(weight: 1);
        learned.Add(duration.TotalSeconds);
        learned.Add(duration.TotalSeconds);
        return learned;
    }

    private Phase Follow(Phase phase, Run run, double now)
    {
        phase = phase with { Scenario = run.ScenarioId ?? phase.Scenario };
        if (run.Status is RunStatus.InProgress or RunStatus.Evaluating or RunStatus.Completed)
        {
            phase = phase with { TalkFrom = phase.TalkFrom ?? Between(now, run.ExecutedAt is { } at ? now + (at - time.GetUtcNow()).TotalSeconds : null) };
        }

        if (run.Status is RunStatus.Evaluating or RunStatus.Completed && phase is { TalkFrom: { } from, TalkUntil: null })
        {
            phase = phase with { TalkUntil = Between(now, from + run.Duration?.TotalSeconds) };
            var lasted = run.Duration?.TotalSeconds ?? phase.TalkUntil.Value - from;
            _conversation.Add(lasted);
            Scenario(phase.Scenario).Add(lasted);
        }

        if (run is { Status: RunStatus.Completed, Success: not null } && phase is { TalkUntil: { } until, IsOver: false })
        {
            // It ended at some moment since the last look.
            _scoring.Add(((Math.Max(_lastLook, until) + now) / 2) - until);
            phase = phase with { IsOver = true };
        }

        return phase;
    }

    private LearnedDuration Scenario(long id)
    {
        if (!_scenarios.TryGetValue(id, out var learned))
        {
            _scenarios[id] = learned = new LearnedDuration(weight: 1);
        }

        return learned;
    }

    private double Between(double now, double? moment) => moment is { } said ? Math.Clamp(said, _lastLook, now) : (_lastLook + now) / 2;

    private double Now() => time.GetElapsedTime(_start).TotalSeconds;

    /// <summary>How far a run is, in seconds since the start.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Phase(long Scenario, double? TalkFrom, double? TalkUntil, bool IsOver);
}
