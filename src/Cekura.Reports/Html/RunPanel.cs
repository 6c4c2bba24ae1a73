using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Html;

/// <summary>One run: its facts, what was found in it, and its conversation.</summary>
/// <param name="dashboard">Where the report sends people.</param>
/// <param name="directory">The folder of the report.</param>
internal sealed class RunPanel(DashboardLink dashboard, string directory)
{
    public void Write(HtmlWriter html, RunVerdict verdict, CaseEntry entry, int number, RemarkList remarks)
    {
        if (verdict.Run is not { } run)
        {
            return;
        }

        var anchor = entry.RunAnchor(number);
        WriteFacts(html, verdict, run);
        html.Markup("<div class=\"run\"><div class=\"findings\">");
        ReportLinks.Write(html, run, entry.Case, remarks, anchor);
        html.Markup("</div><div class=\"conversation\"><h4>Conversation</h4>");
        var recording = new RecordingPlayer(verdict.RecordingFile, isKept: run.RecordingUrl is not null, directory);
        recording.Write(html);
        var events = TalkEvents.Of([.. run.TranscriptTurns.Take(TranscriptPanel.MostTurns)]);
        Timeline.Write(html, run, events, remarks, recording.Waveform);
        TranscriptPanel.Write(html, run, events, remarks, entry.Case.TokenPrices, anchor);
        recording.WriteAbsence(html);
        html.Markup("</div></div>");
    }

    /// <summary>The run in a line, for reports with very many.</summary>
    public void WriteLine(HtmlWriter html, RunVerdict verdict)
    {
        if (verdict.Run is { } run)
        {
            html.Write($"<p class=\"place\">Run {run.Id}, rule {verdict.Rule}");
            if (dashboard.Url(run) is { } url)
            {
                html.Write($", <a href=\"{url}\" rel=\"noreferrer\">open in Cekura</a>");
            }

            html.Markup("</p>");
        }
    }

    private void WriteFacts(HtmlWriter html, RunVerdict verdict, Run run)
    {
        html.Write($"<details class=\"about\"><summary>Run {run.Id}");
        html.Write(
            $"{(RunTiming.Duration(run) is { } lasted ? $", {RunTiming.Clock(lasted)}" : "")}{(run.EndedReason is { Length: > 0 } ended ? $", {UntrustedText.Line(ended, 80)}" : "")}</summary>"
        );
        html.Markup("<dl class=\"facts\">");
        Fact(
            html,
            "Run",
            run.ResultId is { } result
                ? string.Create(CultureInfo.InvariantCulture, $"{run.Id} of result {result}")
                : string.Create(CultureInfo.InvariantCulture, $"{run.Id}")
        );
        Fact(html, "Personality", run.PersonalityName);
        Fact(html, "Test profile", run.TestProfileName);
        Fact(html, "Agent", run.AgentName);
        Fact(html, "Kind", run.RunType);
        Fact(html, "Began", RunTiming.Start(run)?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        Fact(html, "Lasted", RunTiming.Duration(run) is { } duration ? RunTiming.Clock(duration) : null);
        Fact(html, "Ended", EndReason.Group(run.EndedReason) is { } group ? $"{run.EndedReason} ({group})" : run.EndedReason);
        Fact(html, "Rule", verdict.Rule);
        Fact(
            html,
            "Reviewer",
            run.IsReviewed
                ? run.Feedback is { Length: > 0 } said
                    ? said
                    : "reviewed by a person"
                : null
        );
        if (dashboard.Url(run) is { } url)
        {
            html.Write($"<div><dt>Service</dt><dd><a href=\"{url}\" rel=\"noreferrer\">Open in Cekura</a></dd></div>");
        }

        if (verdict.ShareLink is { Scheme: "https" } share)
        {
            html.Write(
                $"<div><dt>Shared</dt><dd><a href=\"{share.AbsoluteUri}\" rel=\"noreferrer\">Open without an account</a></dd></div>"
            );
        }

        html.Markup("</dl></details>");
    }

    private static void Fact(HtmlWriter html, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            html.Write($"<div><dt>{name}</dt><dd dir=\"auto\">{UntrustedText.Clip(value, 300)}</dd></div>");
        }
    }
}
