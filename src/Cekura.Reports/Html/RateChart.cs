using System.Globalization;
using Cekura.Manifests.Text;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Html;

/// <summary>A table of how many of how many passed, each with a bar from 0 to 100 %.</summary>
internal static class RateChart
{
    public static void Begin(HtmlWriter html, string what, string counted)
    {
        html.Write(
            $"<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{counted}, by {what.ToLowerInvariant()}\"><table class=\"rates\"><thead><tr><th scope=\"col\">{what}</th><th scope=\"col\">"
        );
        html.Write(
            $"<span class=\"hidden\">Share</span><svg class=\"scale\" aria-hidden=\"true\"><text x=\"0\" y=\"12\">0 %</text><text x=\"50%\" y=\"12\" text-anchor=\"middle\">50 %</text><text x=\"100%\" y=\"12\" text-anchor=\"end\">100 %</text></svg></th><th scope=\"col\" class=\"number\">{counted}</th></tr></thead><tbody>"
        );
    }

    /// <summary>One row.</summary>
    /// <param name="html">The page.</param>
    /// <param name="name">What passed so often.</param>
    /// <param name="rate">How often.</param>
    /// <param name="isSample">Whether the runs are a sample of what the agent does, so that it matters where its true rate may lie.</param>
    public static void Row(HtmlWriter html, string name, PassRate rate, bool isSample = false)
    {
        var (low, high) = rate.Interval;
        var interval = isSample
            ? string.Create(CultureInfo.InvariantCulture, $"95 % interval: {NumberText.Percent(low, 0)} to {NumberText.Percent(high, 0)} %")
            : "";
        html.Write(
            $"<tr><th scope=\"row\">{name}</th><td><svg class=\"bar\" role=\"img\" aria-label=\"{NumberText.Percent(rate.Share, 1)} % passed{(isSample ? ", " : "")}{interval}\"><rect class=\"rest\" width=\"100%\" height=\"100%\"/>"
        );
        html.Write(
            $"<rect class=\"good\" width=\"{Percent(rate.Share)}\" height=\"100%\"/><line class=\"half\" x1=\"50%\" x2=\"50%\" y1=\"0\" y2=\"100%\"/>"
        );
        if (isSample)
        {
            html.Write(
                $"<line class=\"interval\" x1=\"{Percent(low)}\" x2=\"{Percent(high)}\" y1=\"6\" y2=\"6\"/><line class=\"interval\" x1=\"{Percent(low)}\" x2=\"{Percent(low)}\" y1=\"2\" y2=\"10\"/><line class=\"interval\" x1=\"{Percent(high)}\" x2=\"{Percent(high)}\" y1=\"2\" y2=\"10\"/>"
            );
        }

        html.Write(
            $"</svg></td><td class=\"number\">{rate.Passed} of {rate.Total} <span class=\"soft\">{NumberText.Percent(rate.Share, 1)} %</span>"
        );
        if (isSample)
        {
            html.Write($"<span class=\"variant\">{interval}</span>");
        }

        html.Markup("</td></tr>");
    }

    public static void End(HtmlWriter html) => html.Markup("</tbody></table></div>");

    private static string Percent(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
