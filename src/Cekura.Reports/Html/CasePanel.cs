using System.Globalization;
using Cekura.Manifests.Cases;
using Cekura.Reports.Summary;
using Cekura.Runs.Causes;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Html;

/// <summary>Everything about one case below its title: the reasons, and of each run what was found and what was said.</summary>
/// <param name="dashboard">Where the report sends people.</param>
/// <param name="directory">The folder of the report.</param>
internal sealed class CasePanel(DashboardLink dashboard, string directory)
{
    private readonly ReasonPanel _reasons = new(dashboard);
    private readonly RunPanel _runs = new(dashboard, directory);

    /// <inheritdoc cref="HtmlReport.Files"/>
    public Func<ScenarioCase, CaseVerdict, IEnumerable<ReportFile>>? Files { private get; set; }

    public void Write(HtmlWriter html, CaseEntry entry, CaseVerdict verdict)
    {
        var causes = CausesOf.Case(verdict).ToList();
        if (verdict.Runs is [var only])
        {
            var remarks = RemarkList.Of(only);
            Reason(html, entry, verdict, causes, remarks);
            About(html, entry, verdict);
            _runs.Write(html, only, entry, 1, remarks);
            return;
        }

        Reason(html, entry, verdict, causes, remarks: null);
        About(html, entry, verdict);
        var openFirst = verdict.Runs.Index().FirstOrDefault(run => run.Item.Outcome != Outcome.Passed).Index;
        foreach (var (index, run) in verdict.Runs.Index())
        {
            var mark = OutcomeMark.Of(run);
            html.Write(
                $"<details class=\"repetition\" id=\"{entry.RunAnchor(index + 1)}\"{(index == openFirst ? " open" : "")}><summary><h4><span class=\"mark {mark.Class}\" aria-hidden=\"true\">{mark.Sign}</span> Repetition {index + 1}: {mark.Word.ToLowerInvariant()}</h4>"
            );
            html.Write($"<span class=\"headline\" dir=\"auto\">{run.Headline}</span></summary>");
            var remarks = RemarkList.Of(run);
            _reasons.WriteBar(html, entry, run, index + 1, CauseOf(causes, index + 1), remarks);
            _runs.Write(html, run, entry, index + 1, remarks);
            html.Markup("</details>");
        }
    }

    /// <summary>The case without its conversations, for reports that would become too large.</summary>
    public void WriteBrief(HtmlWriter html, CaseEntry entry, CaseVerdict verdict)
    {
        Reason(html, entry, verdict, [.. CausesOf.Case(verdict)], remarks: null, isBrief: true);
        About(html, entry, verdict, isBrief: true);
        foreach (var run in verdict.Runs)
        {
            _runs.WriteLine(html, run);
        }

        html.Markup(
            "<p class=\"empty\">The conversation is left out to keep this page quick to open. It is in the transcript attached to the test.</p>"
        );
    }

    private void Reason(
        HtmlWriter html,
        CaseEntry entry,
        CaseVerdict verdict,
        IReadOnlyList<(Cause Cause, int Repetition)> causes,
        RemarkList? remarks,
        bool isBrief = false
    )
    {
        if (verdict.KnownFailure is { } known)
        {
            html.Write($"<p class=\"known note\" dir=\"auto\"><strong>Known failure.</strong> {known}</p>");
        }

        var own = _reasons.OwnLines(verdict);
        if (verdict.Runs.Count == 0)
        {
            Started(html, entry, own);
        }
        else if (verdict.Runs is [var only])
        {
            ReasonPanel.WriteLines(html, entry, own);
            if (verdict.Message is not null)
            {
                _reasons.WriteBar(html, entry, only, 1, CauseOf(causes, 1), remarks);
                ReasonPanel.WriteLines(html, entry, [.. _reasons.Lines(only).Skip(1)], 1, isBrief ? null : only.Run);
            }
        }
        else
        {
            Repetitions(html, entry, verdict, isBrief);
            ReasonPanel.WriteLines(html, entry, own);
            foreach (var group in causes.GroupBy(found => found.Cause.Key, StringComparer.Ordinal))
            {
                Cause(html, entry, verdict, [.. group], isBrief);
            }
        }

        HistoryPanel.WriteCase(html, verdict);
    }

    // Nothing was started: there is no conversation beside which the reason would have to stay.
    private static void Started(HtmlWriter html, CaseEntry entry, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            html.Write($"<div class=\"message\"><p class=\"first\" dir=\"auto\">{lines[0]}</p></div>");
            ReasonPanel.WriteLines(html, entry, [.. lines.Skip(1)]);
        }
    }

    /// <summary>A cause once, with the repetitions that it broke.</summary>
    private void Cause(
        HtmlWriter html,
        CaseEntry entry,
        CaseVerdict verdict,
        IReadOnlyList<(Cause Cause, int Repetition)> broken,
        bool isBrief
    )
    {
        var first = broken[0].Repetition;
        var lines = _reasons.Lines(verdict.Runs[first - 1]);
        html.Write($"<div class=\"cause\"><p class=\"first\" dir=\"auto\">{(lines.Count > 0 ? lines[0] : broken[0].Cause.Text)}</p>");
        html.Write($"<p class=\"where\">{(broken.Count == 1 ? "Repetition" : $"{Number(broken.Count)} repetitions:")}");
        foreach (var (_, repetition) in broken)
        {
            if (isBrief)
            {
                html.Write($" {repetition}");
            }
            else
            {
                html.Write($" <a href=\"#{entry.RunAnchor(repetition)}\">{repetition}</a>");
            }
        }

        html.Markup("</p>");
        ReasonPanel.WriteLines(html, entry, [.. lines.Skip(1)], first, isBrief ? null : verdict.Runs[first - 1].Run);
        html.Markup("</div>");
    }

    private void About(HtmlWriter html, CaseEntry entry, CaseVerdict verdict, bool isBrief = false)
    {
        Notes(html, [.. verdict.Notes.Where(note => note != Rate(verdict))]);
        html.Write($"<p class=\"place\">{Path.GetFileName(entry.Case.Location.Path)}, line {entry.Case.Location.Line}</p>");

        // Of thousands that passed, one file each: the one that says what this page leaves out.
        var all = Files?.Invoke(entry.Case, verdict) ?? [];
        ReportFile.Write(html, isBrief && entry.Mark == OutcomeMark.Passed ? all.Take(1) : all, directory);
    }

    private static Cause? CauseOf(IEnumerable<(Cause Cause, int Repetition)> causes, int repetition) =>
        causes.FirstOrDefault(found => found.Repetition == repetition).Cause;

    private static void Repetitions(HtmlWriter html, CaseEntry entry, CaseVerdict verdict, bool isBrief)
    {
        html.Write($"<p class=\"repetitions\"><strong>{Rate(verdict)}:</strong>");
        foreach (var (index, mark) in entry.Runs.Index())
        {
            if (isBrief)
            {
                html.Write($" <span class=\"mark {mark.Class}\">");
            }
            else
            {
                html.Write($" <a class=\"mark {mark.Class}\" href=\"#{entry.RunAnchor(index + 1)}\">");
            }

            html.Write($"<span aria-hidden=\"true\">{mark.Sign}</span><span class=\"hidden\">Repetition {index + 1}: {mark.Word}</span>");
            if (isBrief)
            {
                html.Markup("</span>");
            }
            else
            {
                html.Markup("</a>");
            }
        }

        html.Markup("</p>");
    }

    private static void Notes(HtmlWriter html, IReadOnlyList<string> notes)
    {
        if (notes.Count > 0)
        {
            html.Markup("<ul class=\"notes\" aria-label=\"Notes\">");
            foreach (var note in notes)
            {
                html.Write($"<li dir=\"auto\">{note}</li>");
            }

            html.Markup("</ul>");
        }
    }

    /// <summary>As the verdict's own note says it.</summary>
    private static string Rate(CaseVerdict verdict) => verdict.RateText;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
