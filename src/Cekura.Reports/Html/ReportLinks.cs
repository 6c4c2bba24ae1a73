using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;

namespace Cekura.Reports.Html;

/// <summary>What the service found in a run: the expected outcome, critical deviations, the rubric and the metrics.</summary>
internal static class ReportLinks
{
    /// <summary>Longer explanations are in the attached transcript.</summary>
    public const int LongestText = 4000;

    public static void Write(HtmlWriter html, Run run, ScenarioCase scenarioCase, RemarkList remarks, string anchor)
    {
        Outcome(html, run.ExpectedOutcome, remarks, anchor);
        Critical(html, run.CriticalCategories);
        Rubric(html, run.Rubric);
        MetricList.Write(html, "Metrics", run.Metrics, scenarioCase.Expect, remarks, anchor);
        if (run is { ExpectedOutcome: null, CriticalCategories.Count: 0, Rubric.Count: 0, Metrics.Count: 0 })
        {
            html.Markup("<p class=\"empty\">Nothing was scored.</p>");
        }

        MetricList.Write(
            html,
            "The agent's trace",
            AgentTraceMetrics.Of(run, scenarioCase.TokenPrices),
            scenarioCase.Expect,
            RemarkList.None,
            $"{anchor}-trace"
        );
    }

    /// <summary>Leads from a finding to the turn that it is about.</summary>
    public static void TurnLink(HtmlWriter html, RemarkList remarks, string finding, string anchor)
    {
        if (remarks.TurnOf(finding) is { } turn and <= TranscriptPanel.MostTurns)
        {
            html.Write($" <a class=\"turn-link\" href=\"#{CaseAnchor.OfTurn(anchor, turn)}\">turn {turn}</a>");
        }
    }

    private static void Outcome(HtmlWriter html, ExpectedOutcome? outcome, RemarkList remarks, string anchor)
    {
        if (outcome is null or { Alignments.Count: 0, Explanation.Count: 0 })
        {
            return;
        }

        html.Markup("<h4>Expected outcome</h4><ul class=\"outcomes\">");
        foreach (var (index, part) in outcome.Alignments.Index())
        {
            html.Write($"<li id=\"{anchor}-{RemarkList.Part(index)}\">");
            OutcomeSign.Write(html, part.Aligned);
            html.Write($"<span class=\"part\">{UntrustedText.Clip(part.PromptPart ?? part.Outcome ?? "", LongestText)}");
            if (part is { PromptPart.Length: > 0, Outcome.Length: > 0 })
            {
                html.Write($"<span class=\"why\">{UntrustedText.Clip(part.Outcome, LongestText)}</span>");
            }

            TurnLink(html, remarks, RemarkList.Part(index), anchor);
            html.Markup("</span></li>");
        }

        foreach (var line in outcome.Alignments.Count == 0 ? outcome.Explanation : [])
        {
            var (aligned, text) = OutcomeSign.Read(line);
            html.Markup("<li>");
            OutcomeSign.Write(html, aligned);
            html.Write($"<span class=\"part\">{UntrustedText.Clip(text, LongestText)}</span></li>");
        }

        html.Markup("</ul>");
    }

    private static void Critical(HtmlWriter html, IReadOnlyList<CriticalCategory> categories)
    {
        if (categories.Count == 0)
        {
            return;
        }

        html.Markup("<h4>Critical categories</h4><ul class=\"outcomes\">");
        foreach (var category in categories)
        {
            var look = category.WronglyMarked || category.Priority == "not_a_bug" ? "skipped" : "failed";
            html.Write(
                $"<li><span class=\"mark {look}\">{(category.Priority is { Length: > 0 } priority ? priority.Replace('_', ' ') : "unranked")}</span><span class=\"part\">{category.Category}"
            );
            if (category.WronglyMarked)
            {
                html.Markup("<span class=\"why\">A reviewer marked this as wrong.</span>");
            }

            if (category.Feedback is { Length: > 0 } feedback)
            {
                html.Write($"<span class=\"why\">{feedback}</span>");
            }

            html.Markup("</span></li>");
        }

        html.Markup("</ul>");
    }

    private static void Rubric(HtmlWriter html, IReadOnlyList<RubricEntry> rubric)
    {
        if (rubric.Count == 0)
        {
            return;
        }

        html.Markup("<h4>Rubric</h4><ul class=\"outcomes\">");
        foreach (var entry in rubric)
        {
            var (look, word) = entry.Passed switch
            {
                true => ("passed", "pass"),
                false => ("failed", "fail"),
                null => ("skipped", "skipped"),
            };
            html.Write(
                $"<li><span class=\"mark {look}\">{word}</span><span class=\"part\">{entry.MetricName}<span class=\"why\">{entry.Value ?? "no value"}, wanted {entry.Conditions ?? "another"}</span></span></li>"
            );
        }

        html.Markup("</ul>");
    }
}
