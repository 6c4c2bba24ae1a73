using System.Text;
using Cekura.Client;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;

namespace Cekura.Reports.Html;

/// <summary>
/// A run's conversation, every turn with its time, its speaker and the remarks on it. Bounded: agents may say any amount.
/// </summary>
internal static class TranscriptPanel
{
    /// <summary>Further turns are in the attached transcript.</summary>
    public const int MostTurns = 500;

    private const int LongestTurn = 4000;

    public static void Write(
        HtmlWriter html,
        Run run,
        IReadOnlyList<TalkEvent> events,
        RemarkList remarks,
        TokenPrices prices,
        string anchor
    )
    {
        if (run.TranscriptTurns.Count == 0)
        {
            WritePlain(html, run);
            return;
        }

        var times = events.ToDictionary(one => one.Index);
        var latencies = RunSpans.Latencies(run);
        var answers = AnswerStrip.Of(run.TranscriptTurns, events);
        html.Markup("<ol class=\"talk\">");
        foreach (var (index, turn) in run.TranscriptTurns.Take(MostTurns).Index())
        {
            var time = times.TryGetValue(index, out var placed) ? placed : (TalkEvent?)null;
            if (time is { IsSilence: true } quiet)
            {
                html.Write($"<li class=\"pause\">{TalkEvents.Seconds(quiet.Silence)} of silence</li>");
            }

            var isBad = remarks.IsBad(index + 1);
            html.Write(
                $"<li id=\"{CaseAnchor.OfTurn(anchor, index + 1)}\" class=\"{Look(turn.Role)}{(isBad ? " bad" : "")}\" value=\"{index + 1}\"><a class=\"turn\" href=\"#{CaseAnchor.OfTurn(anchor, index + 1)}\"><span class=\"hidden\">Turn </span>{index + 1}</a>"
            );
            if (turn.Role is SpeakerRole.ToolCall or SpeakerRole.ToolResult)
            {
                var diff = isBad ? CallDiff.Of(turn, remarks.On(index + 1).Select(pair => pair.Remark)) : null;
                Tool(html, run, turn, time, isBad ? " open" : "", diff);
            }
            else
            {
                Turn(html, turn, time, answers);
            }

            LatencyStrip.Write(html, latencies.GetValueOrDefault(index), prices);
            RemarksOn(html, remarks.On(index + 1), anchor);
            html.Markup("</li>");
        }

        html.Markup("</ol>");
        if (run.TranscriptTurns.Count > MostTurns)
        {
            html.Write($"<p class=\"empty\">{run.TranscriptTurns.Count - MostTurns} more turns are in the attached transcript.</p>");
        }
    }

    private static void WritePlain(HtmlWriter html, Run run)
    {
        var lines = Conversation.Turns(run).SelectMany(turn => turn).ToList();
        if (lines.Count == 0)
        {
            html.Write($"<p class=\"empty\">{Conversation.WhyEmpty(run)}</p>");
            return;
        }

        var text = new StringBuilder();
        foreach (var line in lines.Take(MostTurns))
        {
            text.Append(UntrustedText.Clip(line, LongestTurn)).Append('\n');
        }

        html.Write($"<pre class=\"plain\" dir=\"auto\">{text.ToString()}</pre>");
    }

    private static string Look(SpeakerRole role) =>
        role switch
        {
            SpeakerRole.Caller => "caller",
            SpeakerRole.Agent => "agent",
            SpeakerRole.ToolCall or SpeakerRole.ToolResult => "tool",
            _ => "other",
        };

    private static void Turn(HtmlWriter html, TranscriptTurn turn, TalkEvent? time, AnswerStrip answers)
    {
        var speaker = turn.Role switch
        {
            SpeakerRole.Caller => "Caller",
            SpeakerRole.Agent => "Agent",
            _ => UntrustedText.Line(turn.RoleText, 40),
        };
        html.Write($"<p class=\"who\"><strong>{speaker}</strong>");
        Time(html, time);
        if (time is { IsInterruption: true } rude)
        {
            html.Write($" <span class=\"interrupts\">interrupts for {TalkEvents.Seconds(rude.Overlap)}</span>");
        }
        else if (turn.Role == SpeakerRole.Agent && time?.Answer is { TotalSeconds: >= 0.1 } wait)
        {
            html.Write($" <span class=\"soft\">after {TalkEvents.Seconds(wait)}</span>");
            answers.Write(html, wait);
        }

        html.Write(
            $"</p><p class=\"said\" dir=\"auto\">{(string.IsNullOrWhiteSpace(turn.Content) ? "(silence)" : UntrustedText.Clip(turn.Content, LongestTurn))}</p>"
        );
    }

    private static void Tool(HtmlWriter html, Run run, TranscriptTurn turn, TalkEvent? time, string open, CallDiff? diff)
    {
        var tool = Conversation.ToolName(run, turn);
        var (who, data) =
            turn.Role == SpeakerRole.ToolCall
                ? (Conversation.Call(run, turn), turn.Arguments ?? turn.Content)
                : ($"{tool} answers", turn.ToolResult ?? turn.Content);
        if (string.IsNullOrWhiteSpace(data))
        {
            html.Write($"<p class=\"who\"><strong>{who}</strong>");
            Time(html, time);
            html.Markup("</p>");
            return;
        }

        html.Write($"<details{open}><summary class=\"who\"><strong>{who}</strong>");
        Time(html, time);
        var clipped = UntrustedText.Clip(data, LongestTurn);
        html.Write($" <code>{UntrustedText.Line(clipped, 120)}</code></summary>");
        diff?.Write(html);
        html.Write($"<pre>{UntrustedText.Clip(Conversation.Indented(data), LongestTurn)}</pre></details>");
    }

    private static void Time(HtmlWriter html, TalkEvent? time)
    {
        if (time is { } known)
        {
            html.Write($" <time data-seconds=\"{known.From.TotalSeconds:0.###}\">{TalkEvents.Clock(known.From)}</time>");
        }
    }

    private static void RemarksOn(HtmlWriter html, IEnumerable<(string Finding, Remark Remark)> remarks, string anchor)
    {
        foreach (var (finding, remark) in remarks)
        {
            var (look, sign) = remark.Holds switch
            {
                true => ("passed", "✓"),
                false => ("failed", "✗"),
                null => ("plain", "i"),
            };
            html.Write(
                $"<p class=\"remark\"><a href=\"#{anchor}-{finding}\"><span class=\"mark {look}\" aria-hidden=\"true\">{sign}</span>{remark.Check}</a>"
            );
            if (remark is { Holds: not true, Text.Length: > 0, Place.IsQuoted: false })
            {
                html.Write($"<span class=\"why\">{UntrustedText.Clip(remark.Text, LongestTurn)}</span>");
            }

            html.Markup("</p>");
        }
    }
}
