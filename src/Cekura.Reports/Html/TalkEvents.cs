using System.Globalization;
using Cekura.Client;

namespace Cekura.Reports.Html;

/// <summary>Who spoke when, with silences and interruptions, from the times of the turns.</summary>
internal static class TalkEvents
{
    /// <summary>An entry for each turn that has a time, ascending by it.</summary>
    public static IReadOnlyList<TalkEvent> Of(IReadOnlyList<TranscriptTurn> turns)
    {
        var events = new List<TalkEvent>();
        var (spokenUntil, speaker) = (TimeSpan.Zero, SpeakerRole.Other);
        foreach (var (index, turn) in turns.Index().Where(pair => pair.Item.Start is not null).OrderBy(pair => pair.Item.Start))
        {
            var from = turn.Start!.Value;
            var to = turn.End > from ? turn.End.Value : from;
            if (turn.Role is not (SpeakerRole.Caller or SpeakerRole.Agent))
            {
                events.Add(new(index, from, to, TimeSpan.Zero, TimeSpan.Zero, Answer: null));
                continue;
            }

            var gap = from - spokenUntil;
            var answers = speaker != SpeakerRole.Other && speaker != turn.Role;
            events.Add(
                new(
                    index,
                    from,
                    to,
                    Silence: gap > TimeSpan.Zero ? gap : TimeSpan.Zero,
                    Overlap: answers && gap < TimeSpan.Zero ? -gap : TimeSpan.Zero,
                    Answer: answers && gap >= TimeSpan.Zero ? gap : null
                )
            );
            (spokenUntil, speaker) = (to > spokenUntil ? to : spokenUntil, turn.Role);
        }

        return events;
    }

    /// <summary><c>00:07.3</c>: answers are a matter of tenths.</summary>
    public static string Clock(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes:00}:{time.Seconds:00}.{time.Milliseconds / 100}");

    /// <summary><c>7.3 s</c>.</summary>
    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
