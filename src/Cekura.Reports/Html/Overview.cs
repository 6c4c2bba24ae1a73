using System.Globalization;
using Cekura.Reports.Summary;
using Cekura.Runs.Conversations;

namespace Cekura.Reports.Html;

/// <summary>The top of the page: what was tested, when, and how many cases ended how.</summary>
internal static class Overview
{
    public static void Write(HtmlWriter html, string title, DateTimeOffset began, bool isEmulated, IReadOnlyList<CaseEntry> entries)
    {
        html.Markup("<a class=\"skip\" href=\"#cases\">To the cases</a>");
        html.Write(
            $"<header><h1>{title}</h1><p class=\"when\"><time datetime=\"{began.UtcDateTime.ToString("yyyy-MM-ddTHH:mmZ", CultureInfo.InvariantCulture)}\">{began.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture)}</time>"
        );
        if (isEmulated)
        {
            html.Markup(" <span class=\"badge\">emulated: no one was called</span>");
        }

        html.Markup("</p><ul class=\"counts\">");
        foreach (var mark in OutcomeMark.All)
        {
            var count = entries.Count(entry => entry.Mark == mark);
            if (count > 0)
            {
                html.Write($"<li class=\"{mark.Class}\"><strong>{count}</strong> {mark.Counted(count)}</li>");
            }
        }

        var talked = entries.Aggregate(TimeSpan.Zero, (sum, entry) => sum + entry.Duration);
        html.Write(
            $"<li class=\"plain\"><strong>{entries.Sum(entry => entry.Total)}</strong> runs</li><li class=\"plain\"><strong>{Length(talked)}</strong> of conversation</li></ul></header><main>"
        );
    }

    private static string Length(TimeSpan time) =>
        time.TotalHours < 1
            ? RunTiming.Clock(time)
            : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min");
}
