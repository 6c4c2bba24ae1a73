using Cekura.Voice.Audio;

namespace Cekura.Voice.Measures;

/// <summary>
/// What a call shows of its agent, in the names and units of the service's own metrics and, where the service has none, of its field.
/// </summary>
/// <remarks>The names stand on https://docs.cekura.ai/documentation/key-concepts/metrics/pre-defined-metrics.</remarks>
internal sealed record CallMeasures
{
    /// <summary>A silence is at least this long.</summary>
    public static TimeSpan MinSilence { get; } = TimeSpan.FromSeconds(3);

    /// <summary>An agent that stops within this after it was interrupted has yielded.</summary>
    public static TimeSpan MaxYield { get; } = TimeSpan.FromSeconds(2);

    private const double MaxScore = 5;

    /// <summary>Who speaks when.</summary>
    public required CallTimeline Timeline { get; init; }

    /// <summary><c>Latency (in ms)</c>: from the end of the caller's speech to the first sound of the agent.</summary>
    public required Spread Latency { get; init; }

    /// <summary><c>AI Interrupting User</c>: how often the agent began while the caller spoke.</summary>
    public required int AgentInterruptions { get; init; }

    /// <summary><c>User Interrupting AI</c>: how often the caller began while the agent spoke.</summary>
    public required int CallerInterruptions { get; init; }

    /// <summary><c>Stop Time After User Interruption (ms)</c>: from the caller's begin to the agent's last sound.</summary>
    public required Spread StopTime { get; init; }

    /// <summary><c>Interruption Score</c>: 5 · (1 − interruptions of the agent / its turns), from 0 to 5; null without a turn.</summary>
    public required double? InterruptionScore { get; init; }

    /// <summary><c>Talk Ratio</c>: the agent's share of all speech, from 0 to 1; null where neither speaks.</summary>
    public required double? TalkRatio { get; init; }

    /// <summary><c>Detect Silence in Conversation</c>: how often neither side spoke for <see cref="MinSilence"/>.</summary>
    public required int Silences { get; init; }

    /// <summary>The longest time in which neither side spoke.</summary>
    public required TimeSpan LongestSilence { get; init; }

    /// <summary><c>Average Pitch (in Hz)</c> of the agent; null where it has none.</summary>
    public required double? Pitch { get; init; }

    /// <summary>Turns of the caller that the agent answered.</summary>
    public required Share Answered { get; init; }

    /// <summary>Interruptions of the caller after which the agent stopped within <see cref="MaxYield"/>.</summary>
    public required Share Yielded { get; init; }

    /// <summary>Measures a recording.</summary>
    /// <param name="caller">The caller's channel.</param>
    /// <param name="agent">The agent's channel.</param>
    public static CallMeasures Of(Sound caller, Sound agent)
    {
        var timeline = CallTimeline.Of(caller, agent);
        var (interruptions, interrupted) = (timeline.AgentInterruptions.Count(), timeline.CallerInterruptions.ToList());
        var turns = timeline.AgentTurns.Count;
        var (callerTime, agentTime) = (
            timeline.Caller.Sum(speech => speech.Length.Ticks),
            timeline.Agent.Sum(speech => speech.Length.Ticks)
        );
        var silences = timeline.Silences(TimeSpan.Zero);
        return new()
        {
            Timeline = timeline,
            Latency = new(timeline.Answers.Select(answer => answer.Length)),
            AgentInterruptions = interruptions,
            CallerInterruptions = interrupted.Count,
            StopTime = new(interrupted.Select(stop => stop.Length)),
            InterruptionScore = turns == 0 ? null : Math.Clamp(MaxScore * (1 - ((double)interruptions / turns)), 0, MaxScore),
            TalkRatio = callerTime + agentTime == 0 ? null : (double)agentTime / (callerTime + agentTime),
            Silences = silences.Count(silence => silence.Length >= MinSilence),
            LongestSilence = silences.Select(silence => silence.Length).DefaultIfEmpty().Max(),
            Pitch = Measures.Pitch.Of(agent, timeline.Agent),
            Answered = timeline.Answered,
            Yielded = new(interrupted.Count(stop => stop.Length <= MaxYield), interrupted.Count),
        };
    }
}
