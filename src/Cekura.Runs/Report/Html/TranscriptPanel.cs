using System.Text;
using Cekura.Client;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Report.Html;

/// <summary>A run's conversation: a timeline, and below it every turn with its time and speaker. Bounded: agents may say any amount.</summary>
internal static class TranscriptPanel
{
    private const int MostTurns = 500;
    private const int LongestTurn = 4000;

    public static void Write(HtmlWriter html, Run run)
    {
        html.Markup("<h4>Conversation</h4>");
        if (run.TranscriptTurns.Count == 0)
        {
            WritePlain(html, run);
            return;
        }

        Timeline(html, run);
        html.Markup("<ol class=\"talk\">");
        foreach (var turn in run.TranscriptTurns.Take(MostTurns))
        {
            Turn(html, turn);
        }

        html.Markup("</ol>");
        if (run.TranscriptTurns.Count > MostTurns)
        {
            html.Write($"<p>{run.TranscriptTurns.Count - MostTurns} more turns are in the attached transcript.</p>");
        }
    }

    private static void WritePlain(HtmlWriter html, Run run)
    {
        var lines = Conversation.Turns(run).SelectMany(turn => turn).ToList();
        if (lines.Count == 0)
        {
            html.Write($"<p>{Conversation.WhyEmpty(run)}</p>");
            return;
        }

        var text = new StringBuilder();
        foreach (var line in lines.Take(MostTurns))
        {
            text.Append(UntrustedText.Clip(line, LongestTurn)).Append('\n');
        }

        html.Write($"<pre class=\"plain\">{text.ToString()}</pre>");
    }

    private static void Turn(HtmlWriter html, TranscriptTurn turn)
    {
        var (look, speaker) = Speaker(turn);
        html.Write($"<li class=\"{look}\"><p class=\"who\"><strong>{speaker}</strong>");
        if (turn.Start is { } start)
        {
            html.Write($" <time>{RunTiming.Clock(start)}</time>");
        }

        html.Markup("</p>");
        if (turn.Role is SpeakerRole.ToolCall or SpeakerRole.ToolResult)
        {
            var data = turn.Role == SpeakerRole.ToolCall ? turn.Arguments ?? turn.Content : turn.ToolResult ?? turn.Content;
            html.Write($"<pre>{UntrustedText.Clip(Conversation.Indented(data), LongestTurn)}</pre></li>");
        }
        else
        {
            html.Write($"<p class=\"said\">{(string.IsNullOrWhiteSpace(turn.Content) ? "(silence)" : UntrustedText.Clip(turn.Content, LongestTurn))}</p></li>");
        }
    }

    private static (string Look, string Speaker) Speaker(TranscriptTurn turn)
    {
        var tool = UntrustedText.Line(turn.ToolName, 120) is { Length: > 0 } name ? name : "a tool";
        return turn.Role switch
        {
            SpeakerRole.Caller => ("caller", "Caller"),
            SpeakerRole.Agent => ("agent", "Agent"),
            SpeakerRole.ToolCall => ("tool", $"Agent calls {tool}"),
            SpeakerRole.ToolResult => ("tool", $"{tool} answers"),
            _ => ("other", UntrustedText.Line(turn.RoleText, 40)),
        };
    }

    /// <summary>Who spoke when, caller above and agent below. Drawn only where the turns have times.</summary>
    private static void Timeline(HtmlWriter html, Run run)
    {
        var turns = run.TranscriptTurns.Take(MostTurns).Where(turn => turn.Start is not null).ToList();
        var end = (RunTiming.Duration(run) ?? TimeSpan.Zero).TotalSeconds;
        if (turns.Count < 2 || end <= 0)
        {
            return;
        }

        html.Markup("<svg class=\"timeline\" viewBox=\"0 0 1000 40\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        foreach (var (index, turn) in turns.Index())
        {
            var from = Math.Clamp(turn.Start!.Value.TotalSeconds / end, 0, 1) * 1000;
            var next = index + 1 < turns.Count ? turns[index + 1].Start!.Value : TimeSpan.FromSeconds(end);
            var to = Math.Clamp((turn.End ?? next).TotalSeconds / end, 0, 1) * 1000;
            var (look, _) = Speaker(turn);
            var top = turn.Role switch { SpeakerRole.Caller => 2, SpeakerRole.Agent => 14, _ => 27 };
            html.Write($"<rect class=\"{look}\" x=\"{from:0.##}\" y=\"{top}\" width=\"{Math.Max(3, to - from):0.##}\" height=\"10\"/>");
        }

        html.Markup("</svg>");
    }
}
