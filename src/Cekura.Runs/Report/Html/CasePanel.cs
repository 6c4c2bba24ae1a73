using Cekura.Client;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Report.Html;

/// <summary>Everything about one case: the verdict, the reasons, and of each run the metrics and the conversation.</summary>
internal static class CasePanel
{
    public static void Write(HtmlWriter html, CaseEntry entry, CaseVerdict verdict, DashboardLink dashboard)
    {
        var word = OutcomeMark.Word(entry.Outcome);
        var open = entry.Outcome == Outcome.Failed ? " open" : "";
        html.Write($"<article id=\"{entry.Anchor}\" class=\"case {OutcomeMark.Class(entry.Outcome)}\"><details{open}><summary><h3><span class=\"mark\" aria-hidden=\"true\">{OutcomeMark.Short(entry)}</span><span class=\"hidden\">{word}: </span>{entry.Case.DisplayName}</h3>");
        html.Write($"<span class=\"headline\">{entry.Headline}</span></summary>");
        if (verdict.Message is { Length: > 0 } message)
        {
            html.Write($"<pre class=\"message\">{message}</pre>");
        }

        html.Write($"<p class=\"place\">{entry.Case.Location.Path}, line {entry.Case.Location.Line}</p>");
        foreach (var (index, run) in verdict.Runs.Index())
        {
            if (verdict.Runs.Count > 1)
            {
                html.Write($"<h4 class=\"repetition\">Repetition {index + 1}: {OutcomeMark.Word(run.Outcome).ToLowerInvariant()}</h4>");
            }

            Write(html, run, dashboard);
        }

        Notes(html, verdict.Notes);
        html.Markup("</details></article>");
    }

    private static void Write(HtmlWriter html, RunVerdict verdict, DashboardLink dashboard)
    {
        if (verdict.Run is not { } run)
        {
            return;
        }

        html.Markup("<dl class=\"facts\">");
        Fact(html, "Run", run.ResultId is { } result ? FormattableString.Invariant($"{run.Id} of result {result}") : FormattableString.Invariant($"{run.Id}"));
        Fact(html, "Personality", run.PersonalityName);
        Fact(html, "Test profile", run.TestProfileName);
        Fact(html, "Agent", run.AgentName);
        Fact(html, "Kind", run.RunType);
        Fact(html, "Began", RunTiming.Start(run)?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", System.Globalization.CultureInfo.InvariantCulture));
        Fact(html, "Lasted", RunTiming.Duration(run) is { } duration ? RunTiming.Clock(duration) : null);
        Fact(html, "Ended", EndReason.Group(run.EndedReason) is { } group ? $"{run.EndedReason} ({group})" : run.EndedReason);
        Fact(html, "Rule", verdict.Rule);
        if (dashboard.Url(run) is { } url)
        {
            html.Write($"<div><dt>Link</dt><dd><a href=\"{url}\" rel=\"noreferrer\">Open in Cekura</a></dd></div>");
        }

        html.Markup("</dl>");
        Outcomes(html, run.ExpectedOutcome);
        Metrics(html, run.Metrics);
        TranscriptPanel.Write(html, run);
    }

    private static void Fact(HtmlWriter html, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            html.Write($"<div><dt>{name}</dt><dd>{value}</dd></div>");
        }
    }

    private static void Outcomes(HtmlWriter html, ExpectedOutcome? outcome)
    {
        if (outcome is { Explanation.Count: > 0 })
        {
            html.Markup("<h4>Expected outcome</h4><ul class=\"outcomes\">");
            foreach (var line in outcome.Explanation)
            {
                html.Write($"<li>{line}</li>");
            }

            html.Markup("</ul>");
        }
    }

    private static void Metrics(HtmlWriter html, IReadOnlyList<RunMetric> metrics)
    {
        if (metrics.Count == 0)
        {
            return;
        }

        html.Markup("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Metrics\"><table class=\"metrics\"><thead><tr><th scope=\"col\">Metric</th><th scope=\"col\">Value</th><th scope=\"col\">Explanation</th></tr></thead><tbody>");
        foreach (var metric in metrics)
        {
            var look = MetricReading.Passes(metric) switch { true => "passed", false => "failed", null => "plain" };
            html.Write($"<tr><th scope=\"row\">{metric.Name}</th><td class=\"{look}\">{MetricReading.Value(metric)}</td><td>{string.Join('\n', metric.Explanation)}</td></tr>");
        }

        html.Markup("</tbody></table></div>");
    }

    private static void Notes(HtmlWriter html, IReadOnlyList<string> notes)
    {
        if (notes.Count > 0)
        {
            html.Markup("<h4>Notes</h4><ul>");
            foreach (var note in notes)
            {
                html.Write($"<li>{note}</li>");
            }

            html.Markup("</ul>");
        }
    }
}
