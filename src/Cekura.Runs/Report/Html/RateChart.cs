using System.Globalization;

namespace Cekura.Runs.Report.Html;

/// <summary>A table of how many of how many passed, each with a bar from 0 to 100 %.</summary>
internal static class RateChart
{
    public static void Begin(HtmlWriter html, string what, string counted)
    {
        html.Write($"<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{counted}, by {what.ToLowerInvariant()}\"><table class=\"rates\"><thead><tr><th scope=\"col\">{what}</th><th scope=\"col\">");
        html.Write($"<span class=\"hidden\">Bar</span><svg class=\"scale\" aria-hidden=\"true\"><text x=\"0\" y=\"12\">0 %</text><text x=\"50%\" y=\"12\" text-anchor=\"middle\">50 %</text><text x=\"100%\" y=\"12\" text-anchor=\"end\">100 %</text></svg></th><th scope=\"col\" class=\"number\">{counted}</th></tr></thead><tbody>");
    }

    public static void Row(HtmlWriter html, string name, int passed, int total)
    {
        var share = 100.0 * passed / Math.Max(1, total);
        html.Write($"<tr><th scope=\"row\">{name}</th><td><svg class=\"bar\" role=\"img\" aria-label=\"{share:0.#} % passed\"><rect class=\"rest\" width=\"100%\" height=\"100%\"/>");
        html.Write($"<rect class=\"good\" width=\"{share.ToString("0.##", CultureInfo.InvariantCulture)}%\" height=\"100%\"/><line class=\"half\" x1=\"50%\" x2=\"50%\" y1=\"0\" y2=\"100%\"/></svg></td>");
        html.Write($"<td class=\"number\">{passed} of {total} <span class=\"soft\">{share:0.#} %</span></td></tr>");
    }

    public static void End(HtmlWriter html) => html.Markup("</tbody></table></div>");
}
