using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;

namespace Cekura.Reports.Html;

/// <summary>
/// A conversation on its clock: caller, agent and tools on a line each, with silences, interruptions and turns that a metric holds
/// against the agent. Drawn only where turns have times.
/// </summary>
internal static class Timeline
{
    private const int Line = 24;
    private const int Top = 18;
    private const int Axis = Top + (3 * Line);
    private const int MostTicks = 8;

    private static readonly string[] LaneNames = ["Caller", "Agent", "Tools"];
    private static readonly double[] Steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600];

    /// <param name="html">The page.</param>
    /// <param name="run">The run.</param>
    /// <param name="events">Who spoke when.</param>
    /// <param name="remarks">What the checks say.</param>
    /// <param name="recording">How loud its recording is; null: not known.</param>
    public static void Write(HtmlWriter html, Run run, IReadOnlyList<TalkEvent> events, RemarkList remarks, Waveform? recording = null)
    {
        var end = events
            .Select(one => one.To)
            .Append(RunTiming.Duration(run) ?? TimeSpan.Zero)
            .Append(recording?.Length ?? TimeSpan.Zero)
            .Max()
            .TotalSeconds;
        if (recording is not null)
        {
            Wave(html, recording, end);
        }

        if (events.Count < 2 || end <= 0)
        {
            return;
        }

        html.Write(
            $"<svg class=\"timeline\" width=\"100%\" height=\"{Axis + 20}\" role=\"img\" aria-label=\"{Summary(run, events, end)}\" data-seconds=\"{end:0.###}\">"
        );
        Lanes(html, end);
        foreach (var one in events)
        {
            Event(html, run.TranscriptTurns[one.Index], one, end, remarks.IsBad(one.Index + 1));
        }

        Playhead(html);
        html.Markup("</svg>");
    }

    /// <summary>On the same clock as the turns below it.</summary>
    private static void Wave(HtmlWriter html, Waveform recording, double end)
    {
        var width = Percent(100 * recording.Length.TotalSeconds / end);
        html.Write(
            $"<svg class=\"wave\" width=\"100%\" height=\"40\" role=\"img\" aria-label=\"Loudness of the recording, {RunTiming.Clock(recording.Length)}\" data-seconds=\"{end:0.###}\"><line class=\"level\" x1=\"0\" x2=\"100%\" y1=\"20\" y2=\"20\"/><svg width=\"{width}\" height=\"40\" viewBox=\"-1 0 {recording.Peaks.Count + 1} 100\" preserveAspectRatio=\"none\"><path d=\"{recording.Path}\"/></svg>"
        );
        Playhead(html);
        html.Markup("</svg>");
    }

    /// <summary>Moved by the script while the recording plays.</summary>
    private static void Playhead(HtmlWriter html) => html.Markup("<line class=\"playhead\" x1=\"0\" x2=\"0\" y1=\"0\" y2=\"100%\"/>");

    private static void Lanes(HtmlWriter html, double end)
    {
        foreach (var (index, name) in LaneNames.Index())
        {
            html.Write(
                $"<text class=\"lane\" x=\"-8\" y=\"{Top + (index * Line) + 15}\" text-anchor=\"end\">{name}</text><line class=\"level\" x1=\"0\" x2=\"100%\" y1=\"{Top + (index * Line) + 11}\" y2=\"{Top + (index * Line) + 11}\"/>"
            );
        }

        html.Write($"<line class=\"axis\" x1=\"0\" x2=\"100%\" y1=\"{Axis}\" y2=\"{Axis}\"/>");
        var step = Array.Find(Steps, one => end / one <= MostTicks) is var found and > 0 ? found : end / MostTicks;
        for (var tick = 0; tick * step <= end; tick++)
        {
            var time = TimeSpan.FromSeconds(tick * step);
            var share = 100 * tick * step / end;
            var (place, anchor) = (
                Percent(share),
                tick == 0 ? "start"
                : share > 96 ? "end"
                : "middle"
            );
            html.Write(
                $"<line class=\"axis\" x1=\"{place}\" x2=\"{place}\" y1=\"{Axis}\" y2=\"{Axis + 4}\"/><text class=\"tick{(tick % 2 == 1 ? " odd" : "")}\" x=\"{place}\" y=\"{Axis + 17}\" text-anchor=\"{anchor}\">{(step < 1 ? TalkEvents.Clock(time) : RunTiming.Clock(time))}</text>"
            );
        }
    }

    private static void Event(HtmlWriter html, TranscriptTurn turn, TalkEvent one, double end, bool isBad)
    {
        var (look, lane) = turn.Role switch
        {
            SpeakerRole.Caller => ("caller", 0),
            SpeakerRole.Agent => ("agent", 1),
            SpeakerRole.ToolCall or SpeakerRole.ToolResult => ("tool", 2),
            _ => ("other", 2),
        };
        var (from, width) = (100 * one.From.TotalSeconds / end, 100 * (one.To - one.From).TotalSeconds / end);
        var y = Top + (lane * Line) + 3;
        if (one.IsSilence)
        {
            var silence = 100 * one.Silence.TotalSeconds / end;
            html.Write(
                $"<rect class=\"silence\" x=\"{Percent(from - silence)}\" width=\"{Percent(silence)}\" y=\"{Top}\" height=\"{2 * Line}\"><title>Silence of {TalkEvents.Seconds(one.Silence)}</title></rect>"
            );
        }

        // What took no time, as in a chat, is still seen.
        html.Write(
            $"<svg class=\"event\" x=\"{Percent(from)}\" y=\"{y}\" overflow=\"visible\" data-turn=\"{one.Index + 1}\"><rect class=\"{look}\" width=\"{Percent(width)}\" height=\"16\" rx=\"3\"/><rect class=\"{look}\" width=\"5\" height=\"16\" rx=\"2\"/>"
        );
        html.Markup("</svg>");
        if (isBad)
        {
            html.Write(
                $"<svg class=\"flag\" x=\"{Percent(from)}\" overflow=\"visible\"><path d=\"M-4 2h13l-6.5 10z\"/><line x1=\"2.5\" x2=\"2.5\" y1=\"12\" y2=\"{y}\"/></svg>"
            );
        }

        if (one.IsInterruption)
        {
            html.Write(
                $"<rect class=\"overlap\" x=\"{Percent(from)}\" width=\"{Percent(Math.Min(width, 100 * one.Overlap.TotalSeconds / end))}\" y=\"{Top}\" height=\"{2 * Line}\"><title>Interruption of {TalkEvents.Seconds(one.Overlap)}</title></rect>"
            );
        }
    }

    private static string Summary(Run run, IReadOnlyList<TalkEvent> events, double end)
    {
        var tools = events.Count(one => run.TranscriptTurns[one.Index].Role == SpeakerRole.ToolCall);
        return $"Timeline of {RunTiming.Clock(TimeSpan.FromSeconds(end))}: {Turns("Caller", SpeakerRole.Caller)}, {Turns("Agent", SpeakerRole.Agent)}, "
            + string.Create(
                CultureInfo.InvariantCulture,
                $"{tools} tool calls, {events.Count(one => one.IsSilence)} silences, {events.Count(one => one.IsInterruption)} interruptions"
            );

        string Turns(string name, SpeakerRole role)
        {
            var (count, talk) = (0, TimeSpan.Zero);
            foreach (var one in events)
            {
                if (run.TranscriptTurns[one.Index].Role == role)
                {
                    count++;
                    talk += one.To - one.From;
                }
            }

            return string.Create(CultureInfo.InvariantCulture, $"{name} {Counted.Of(count, "turn")}, {talk.TotalSeconds:0.0} s");
        }
    }

    private static string Percent(double share) => Math.Clamp(share, 0, 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
