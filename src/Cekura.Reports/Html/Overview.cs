using System.Globalization;
using Cekura.Reports.Summary;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Html;

/// <summary>The top of the page: what was tested, when, how the run stands, and how many cases ended how.</summary>
internal static class Overview
{
    public static void Write(HtmlWriter html, PageState page, IReadOnlyList<CaseEntry> entries)
    {
        html.Markup("<a class=\"skip\" href=\"#cases\">To the cases</a>");
        html.Write(
            $"<header><h1>{page.Title}</h1><p class=\"when\"><time datetime=\"{Moment(page.Began, "yyyy-MM-ddTHH:mmZ")}\">{Moment(page.Began, "d MMMM yyyy, HH:mm 'UTC'")}</time>"
        );
        if (page.IsEmulated)
        {
            html.Markup(" <span class=\"badge\">emulated: no one was called</span>");
        }

        html.Markup("</p>");
        Banner(html, page, entries);
        html.Markup("<ul class=\"counts\">");
        foreach (var mark in OutcomeMark.All)
        {
            var count = entries.Count(entry => entry.Mark == mark);
            if (count > 0)
            {
                Count(html, mark, count);
            }
        }

        Times(html, page, entries);
        html.Markup("</ul>");
        Standings(html, entries);
        Parts(html, page, entries);
        html.Markup("</header><main>");
    }

    private static void Parts(HtmlWriter html, PageState page, IReadOnlyList<CaseEntry> entries)
    {
        html.Markup("<nav class=\"jump\" aria-label=\"Parts of the page\">");
        if (page.HasCauses)
        {
            html.Markup("<a href=\"#why\">Why</a>");
        }

        html.Markup("<a href=\"#map\">Scenario × personality</a><a href=\"#rates\">Pass rate</a>");
        if (entries.Any(entry => entry.Metrics.Count > 0))
        {
            html.Markup("<a href=\"#metrics\">Metrics</a>");
        }

        if (page.HasHistory)
        {
            html.Markup("<a href=\"#history\">History</a>");
        }

        html.Markup("<a href=\"#cases\">Cases</a></nav>");
    }

    /// <summary>Of a run that is not over: a page that is read later must not look as if these were all.</summary>
    private static void Banner(HtmlWriter html, PageState page, IReadOnlyList<CaseEntry> entries)
    {
        if (page.State == TestRunState.Finished)
        {
            return;
        }

        var begun = entries.Count(entry => entry.Mark == OutcomeMark.NotFinished);
        var finished = entries.Count(entry => entry.Number != int.MaxValue);
        var waiting = entries.Count - finished - begun;
        var isStopped = page.State == TestRunState.Stopped;
        html.Write(
            $"<p class=\"state {(isStopped ? "stopped" : "running")}\"><strong>{(isStopped ? "Stopped" : "Running")}: {finished} of {entries.Count} finished.</strong> "
        );
        if (isStopped)
        {
            html.Write(
                $"{begun} had begun and {waiting} were not started when the run was stopped: they have no verdict, and are in no rate.</p>"
            );
        }
        else
        {
            html.Write(
                $"{begun} go on and {waiting} wait. Saved at <time datetime=\"{Moment(page.Saved, "yyyy-MM-ddTHH:mm:ssZ")}\">{Moment(page.Saved, "HH:mm:ss 'UTC'")}</time>, and again every few seconds: reload for the state then. Where the time stays, the run was killed.</p>"
            );
        }
    }

    private static void Count(HtmlWriter html, OutcomeMark mark, int count)
    {
        if (mark.IsOpen && count > 0)
        {
            html.Write($"<li class=\"{mark.Class}\"><strong>{count}</strong> {mark.Counted(count)}</li>");
        }
        else
        {
            html.Write(
                $"<li class=\"{mark.Class}\"><a href=\"?outcome={mark.Class}#cases\" data-filter><strong>{count}</strong> {mark.Counted(count)}</a></li>"
            );
        }
    }

    private static void Times(HtmlWriter html, PageState page, IReadOnlyList<CaseEntry> entries)
    {
        var talked = entries.Aggregate(TimeSpan.Zero, (sum, entry) => sum + entry.Duration);
        var conversations = entries.Sum(entry => entry.Conversations);
        html.Write(
            $"<li class=\"plain\"><strong>{conversations}</strong> {Manifests.Text.Counted.Noun(conversations, "conversation")}</li><li class=\"plain\"><strong>{Length(talked)}</strong> of conversation</li>"
        );
        if (page.IsLive)
        {
            html.Write($"<li class=\"plain\"><strong>{Length(page.Saved - page.Began)}</strong> by the clock</li>");
        }
    }

    private static void Standings(HtmlWriter html, IReadOnlyList<CaseEntry> entries)
    {
        // Known failures are counted above already.
        var standings = StandingWords
            .All.Where(standing => standing != TestStanding.Known)
            .Select(standing => (Standing: standing, Count: entries.Count(entry => entry.Standing == standing)))
            .Where(one => one.Count > 0)
            .ToList();
        if (standings.Count == 0)
        {
            return;
        }

        html.Markup("<ul class=\"standings\" aria-label=\"Beside earlier runs\">");
        foreach (var (standing, count) in standings)
        {
            html.Write(
                $"<li class=\"standing {StandingWords.Key(standing)}\"><a href=\"?standing={StandingWords.Key(standing)}#cases\" data-filter><strong>{count}</strong> {StandingWords.Counted(standing, count)}</a></li>"
            );
        }

        html.Markup("</ul>");
    }

    private static string Moment(DateTimeOffset moment, string format) => moment.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);

    private static string Length(TimeSpan time) =>
        time.TotalHours < 1
            ? RunTiming.Clock(time)
            : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min");
}
