using System.Globalization;
using Cekura.Manifests.Text;
using Cekura.Runs.Comparison;

namespace Cekura.Reports.Html;

/// <summary>
/// A comparison as one page of HTML without a script: what is shown, what could have been, and each test in which the sides differ with
/// both conversations beside each other.
/// </summary>
internal static class ComparisonPage
{
    private static readonly string Style = ReportFiles.Read("page.css") + ReportFiles.Read("compare.css");

    /// <summary>Writes the page.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="comparison">The comparison.</param>
    /// <param name="notes">What else is to say, such as why conversations are missing, one line each.</param>
    public static void Write(TextWriter output, PairedComparison comparison, IReadOnlyList<string> notes)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var html = new HtmlWriter(output);
        Head(html, comparison);
        Verdicts(html, comparison, notes);
        Metrics(html, comparison);
        Flips(html, comparison);
        Tests(html, comparison);
        html.Markup("</main></body></html>\n");
    }

    private static void Head(HtmlWriter html, PairedComparison comparison)
    {
        html.Markup(ReportHead.Beginning);
        html.Write(
            $"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{ReportHead.Hash(Style)}'; base-uri 'none'; form-action 'none'\">"
        );
        html.Write(
            $"<meta name=\"referrer\" content=\"no-referrer\"><title>{comparison.A.Name} and {comparison.B.Name} compared: Cekura</title>"
        );
        html.Style(Style);
        html.Markup("</head><body class=\"compare\"><main><header><h1>Two agents compared</h1>");
        Side(html, "A", comparison.A);
        Side(html, "B", comparison.B);
        html.Markup("</header>");
    }

    private static void Side(HtmlWriter html, string letter, ComparedSide side) =>
        html.Write($"<p><strong>{letter}</strong>: <span dir=\"auto\">{side.Name}</span> <span class=\"soft\">{side.About}</span></p>");

    private static void Verdicts(HtmlWriter html, PairedComparison comparison, IReadOnlyList<string> notes)
    {
        var verdicts = comparison.Verdicts;
        html.Write(
            $"<section aria-labelledby=\"verdicts\"><h2 id=\"verdicts\">Verdicts</h2><p class=\"finding {Class(verdicts.Finding)}\">{ComparisonWords.Verdicts(comparison)}</p><p>{ComparisonWords.Power(verdicts)}</p>"
        );
        html.Write(
            $"<table><caption>Pairs of repetitions; McNemar's exact test, two-sided</caption><thead><tr><th></th><th scope=\"col\" class=\"number\">B passed</th><th scope=\"col\" class=\"number\">B failed</th></tr></thead><tbody><tr><th scope=\"row\">A passed</th><td class=\"number\">{verdicts.BothPassed}</td><td class=\"number\">{verdicts.OnlyA}</td></tr><tr><th scope=\"row\">A failed</th><td class=\"number\">{verdicts.OnlyB}</td><td class=\"number\">{verdicts.NonePassed}</td></tr></tbody></table>"
        );
        List<string> all = [.. ComparisonWords.Notes(comparison), .. notes];
        if (all.Count > 0)
        {
            html.Markup("<ul class=\"soft\">");
            foreach (var note in all)
            {
                html.Write($"<li>{note}</li>");
            }

            html.Markup("</ul>");
        }

        html.Markup("</section>");
    }

    private static void Metrics(HtmlWriter html, PairedComparison comparison)
    {
        if (comparison.Metrics.Count == 0)
        {
            return;
        }

        html.Markup(
            "<section aria-labelledby=\"metrics\"><h2 id=\"metrics\">Metrics</h2><div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Metrics of both sides\"><table><caption>Means over tests; the difference with its 95 % interval by a paired bootstrap</caption><thead><tr><th scope=\"col\">Metric</th><th scope=\"col\" class=\"number\">A</th><th scope=\"col\" class=\"number\">B</th><th scope=\"col\" class=\"number\">Difference</th><th scope=\"col\" class=\"number\">Interval</th><th scope=\"col\" class=\"number\">P</th><th scope=\"col\" class=\"number\">Would be shown</th><th scope=\"col\">Finding</th></tr></thead><tbody>"
        );
        foreach (var metric in comparison.Metrics)
        {
            html.Write(
                $"<tr><th scope=\"row\" dir=\"auto\">{metric.Name}</th><td class=\"number\">{ComparisonWords.Value(metric, metric.MeanOfA)}</td><td class=\"number\">{ComparisonWords.Value(metric, metric.MeanOfB)}</td><td class=\"number\">{ComparisonWords.Change(metric, metric.Bootstrap.Mean)}</td><td class=\"number\">{ComparisonWords.Interval(metric)}</td><td class=\"number\">{ComparisonWords.P(metric.Corrected)}</td><td class=\"number\">{ComparisonWords.Smallest(metric)}</td><td>{ComparisonWords.Finding(metric)}</td></tr>"
            );
        }

        html.Markup("</tbody></table></div></section>");
    }

    private static void Flips(HtmlWriter html, PairedComparison comparison)
    {
        html.Markup("<section aria-labelledby=\"flips\"><h2 id=\"flips\">Tests in which the sides differ</h2>");
        if (comparison.Flips.Count == 0)
        {
            html.Markup("<p class=\"empty\">There is none.</p>");
        }

        foreach (var (index, test) in comparison.Flips.Index())
        {
            var pair = test.Telling!;
            html.Write($"<details id=\"flip-{index + 1}\"");
            if (index == 0)
            {
                html.Markup(" open");
            }

            html.Write(
                $"><summary><span dir=\"auto\">{test.Name}</span>: A passed {ComparisonWords.Rate(test.RateOfA)}, B {ComparisonWords.Rate(test.RateOfB)}</summary>"
            );
            if (test.Pairs.Count > 1)
            {
                html.Write($"<p class=\"soft\">Repetition {pair.Number} of {test.Pairs.Count}.</p>");
            }

            html.Markup("<div class=\"sides\">");
            ComparedTalk.Write(html, "A", pair.A);
            ComparedTalk.Write(html, "B", pair.B);
            html.Markup("</div></details>");
        }

        html.Markup("</section>");
    }

    private static void Tests(HtmlWriter html, PairedComparison comparison)
    {
        html.Write(
            $"<section aria-labelledby=\"tests\"><h2 id=\"tests\">All tests</h2><details><summary>{Counted.Of(comparison.Tests.Count, "test")} of both sides</summary><div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"All tests\"><table><thead><tr><th scope=\"col\">Test</th><th scope=\"col\" class=\"number\">A passed</th><th scope=\"col\" class=\"number\">B passed</th></tr></thead><tbody>"
        );
        foreach (var test in comparison.Tests)
        {
            html.Write(
                $"<tr><th scope=\"row\" dir=\"auto\">{test.Name}</th><td class=\"number\">{ComparisonWords.Rate(test.RateOfA)}</td><td class=\"number\">{ComparisonWords.Rate(test.RateOfB)}</td></tr>"
            );
        }

        html.Markup("</tbody></table></div></details></section>");
    }

    private static string Class(ComparisonFinding finding) => finding.ToString().ToLower(CultureInfo.InvariantCulture);
}
