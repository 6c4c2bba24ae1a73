using Cekura.Client;
using Cekura.Runs.Comparison;
using Cekura.Runs.Conversations;

namespace Cekura.Reports.Html;

/// <summary>The conversation of one side, with what the checks say below its turns.</summary>
internal static class ComparedTalk
{
    public static void Write(HtmlWriter html, string letter, SideRepetition repetition)
    {
        html.Write(
            $"<div><h4>{letter}: {(repetition.State == RepetitionState.Passed ? "passed" : "failed")}{(repetition.RunId is { } id ? $", run {id}" : "")}</h4>"
        );
        if (repetition.Why is { } why)
        {
            html.Write($"<p dir=\"auto\">{why}</p>");
        }

        if (repetition.Run is not { } run)
        {
            html.Markup("<p class=\"empty\">Its conversation is not at hand.</p></div>");
            return;
        }

        var turns = Conversation.Turns(run);
        if (turns.Count == 0)
        {
            html.Write($"<p class=\"empty\">{Conversation.WhyEmpty(run)}</p></div>");
            return;
        }

        var remarks = CheckRemarks.Of(run).Where(remark => remark.Place is not null).ToLookup(remark => remark.Place!.Value.Number);
        html.Markup("<ol>");
        foreach (var (index, lines) in turns.Index())
        {
            var shown = new NumberedTurn(index + 1, turns.Count, lines, remarks[index + 1]).Lines;
            html.Write($"<li><pre dir=\"auto\" class=\"{ClassOf(run, index)}\">{string.Join('\n', shown)}</pre></li>");
        }

        html.Markup("</ol></div>");
    }

    private static string ClassOf(Run run, int turn) =>
        turn >= run.TranscriptTurns.Count
            ? "other"
            : run.TranscriptTurns[turn].Role switch
            {
                SpeakerRole.Caller => "caller",
                SpeakerRole.Agent => "agent",
                SpeakerRole.ToolCall or SpeakerRole.ToolResult => "tool",
                _ => "other",
            };
}
