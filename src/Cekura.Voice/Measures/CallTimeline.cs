using Cekura.Voice.Activity;
using Cekura.Voice.Audio;

namespace Cekura.Voice.Measures;

/// <summary>Who speaks when in a call.</summary>
/// <param name="Caller">The caller's speech, in order.</param>
/// <param name="Agent">The agent's speech, in order.</param>
/// <param name="Length">How long the call lasts.</param>
internal sealed record CallTimeline(IReadOnlyList<Speech> Caller, IReadOnlyList<Speech> Agent, TimeSpan Length)
{
    /// <summary>Speech that overlaps another for less is no interruption: people begin as the other ends.</summary>
    public static TimeSpan MinOverlap { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The timeline of a recording.</summary>
    /// <param name="caller">The caller's channel.</param>
    /// <param name="agent">The agent's channel.</param>
    public static CallTimeline Of(Sound caller, Sound agent)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(agent);
        return new(VoiceActivity.Of(caller), VoiceActivity.Of(agent), caller.Length > agent.Length ? caller.Length : agent.Length);
    }

    /// <summary>
    /// The agent's answers: each time it begins to speak after the caller has ended and before the caller goes on, from that end to that
    /// begin. Who begins while the other speaks does not answer.
    /// </summary>
    public IEnumerable<Speech> Answers
    {
        get
        {
            for (var index = 0; index < Caller.Count; index++)
            {
                var end = Caller[index].To;
                var until = index + 1 < Caller.Count ? Caller[index + 1].From : Length;
                if (!IsSpeaking(Agent, end) && FirstFrom(Agent, end, until) is { } begin)
                {
                    yield return new(end, begin);
                }
            }
        }
    }

    /// <summary>
    /// The caller's turns: speech with nothing of the agent in between is one turn, however long the caller pauses.
    /// </summary>
    public IReadOnlyList<Speech> CallerTurns => Turns(Caller, Agent);

    /// <summary>The agent's turns.</summary>
    public IReadOnlyList<Speech> AgentTurns => Turns(Agent, Caller);

    /// <summary>Turns of the caller after which the agent spoke, and all of them.</summary>
    public Share Answered
    {
        get
        {
            var turns = CallerTurns;
            var heard = turns.Where(
                (turn, index) => FirstFrom(Agent, turn.From, index + 1 < turns.Count ? turns[index + 1].From : Length) is not null
            );
            return new(heard.Count(), turns.Count);
        }
    }

    /// <summary>Each time the agent began to speak while the caller spoke, with how long both did.</summary>
    public IEnumerable<Speech> AgentInterruptions => Interruptions(Agent, Caller);

    /// <summary>Each time the caller began to speak while the agent spoke, until the agent stopped.</summary>
    public IEnumerable<Speech> CallerInterruptions =>
        Caller
            .Select(speech => speech.From)
            .SelectMany(begin => Agent.Where(speech => IsInterrupted(speech, begin)).Select(speech => new Speech(begin, speech.To)));

    /// <summary>When neither side spoke.</summary>
    /// <param name="atLeast">How long a silence is at least.</param>
    public IReadOnlyList<Speech> Silences(TimeSpan atLeast)
    {
        var silences = new List<Speech>();
        var from = TimeSpan.Zero;
        foreach (var speech in Caller.Concat(Agent).OrderBy(speech => speech.From).Append(new Speech(Length, Length)))
        {
            if (speech.From - from >= atLeast)
            {
                silences.Add(new(from, speech.From));
            }

            from = speech.To > from ? speech.To : from;
        }

        return silences;
    }

    private static IEnumerable<Speech> Interruptions(IReadOnlyList<Speech> who, IReadOnlyList<Speech> whom) =>
        who.SelectMany(speech =>
            whom.Where(other => IsInterrupted(other, speech.From))
                .Select(other => new Speech(speech.From, other.To < speech.To ? other.To : speech.To))
        );

    private static bool IsInterrupted(Speech speech, TimeSpan begin) => begin > speech.From && speech.To - begin >= MinOverlap;

    private static bool IsSpeaking(IReadOnlyList<Speech> side, TimeSpan moment) => side.Any(speech => speech.Holds(moment));

    private static TimeSpan? FirstFrom(IReadOnlyList<Speech> side, TimeSpan from, TimeSpan until)
    {
        foreach (var speech in side)
        {
            if (speech.From >= from && speech.From < until)
            {
                return speech.From;
            }
        }

        return null;
    }

    private static List<Speech> Turns(IReadOnlyList<Speech> side, IReadOnlyList<Speech> other)
    {
        var turns = new List<Speech>();
        foreach (var speech in side)
        {
            if (turns is [.., var turn] && FirstFrom(other, turn.From, speech.From) is null)
            {
                turns[^1] = turn with { To = speech.To };
            }
            else
            {
                turns.Add(speech);
            }
        }

        return turns;
    }
}
