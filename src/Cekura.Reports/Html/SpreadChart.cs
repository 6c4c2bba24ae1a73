using System.Globalization;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Text;

namespace Cekura.Reports.Html;

/// <summary>How the values of a numeric metric are spread: a histogram, with runs that did not pass set off from those that did.</summary>
internal static class SpreadChart
{
    private const int Height = 150;
    private const int Bottom = 120;
    private const int Top = 32;
    private const double Most = 6;

    public static void Write(HtmlWriter html, string metric, IReadOnlyList<MetricSample> samples, MetricExpectation? wanted)
    {
        double[] sorted = [.. samples.Select(sample => sample.Value!.Value).Order()];
        var unit = MetricUnit.Of(metric) is { } known ? $" {known}" : "";
        var facts =
            $"{sorted.Length} {(sorted.Length == 1 ? "value" : "values")}, lowest {Number(sorted[0], wanted)}, median {Number(At(sorted, 0.5), wanted)}, 95 % at most {Number(At(sorted, 0.95), wanted)}, highest {Number(sorted[^1], wanted)}{unit}"
            + (wanted is null ? "" : $"; wanted {wanted.Expression}{unit}");
        html.Write($"<figure><figcaption><strong>{metric}</strong><span>{facts}</span></figcaption>");
        html.Write($"<svg class=\"spread\" width=\"100%\" height=\"{Height}\" role=\"img\" aria-label=\"{metric}: {facts}\">");
        var ranges = Histogram.For(sorted);
        var all = ranges.With(sorted);
        Levels(html, all.Counts.Max());
        Bars(html, all, ranges.With(samples.Where(sample => !sample.RunPassed).Select(sample => sample.Value!.Value)));
        Axis(html, all, unit);
        Line(html, all, "median", "median", At(sorted, 0.5), Top - 8);
        if (wanted?.Number is { } limit && limit >= all.From && limit <= all.To)
        {
            Line(html, all, "limit", "wanted", limit, Top - 22);
        }

        html.Markup("</svg>");
        if (samples.Any(sample => !sample.RunPassed))
        {
            html.Markup(
                "<p class=\"legend\"><svg class=\"key\" aria-hidden=\"true\"><rect class=\"some\" width=\"100%\" height=\"100%\"/></svg> passed <svg class=\"key\" aria-hidden=\"true\"><rect class=\"bad\" width=\"100%\" height=\"100%\"/></svg> did not pass</p>"
            );
        }

        html.Markup("</figure>");
    }

    private static void Levels(HtmlWriter html, int most)
    {
        var step = (int)Math.Max(1, Histogram.RoundStep(most / 2.0));
        for (var level = step; level <= most; level += step)
        {
            var y = Y(level, most);
            html.Write(
                $"<line class=\"level\" x1=\"0\" x2=\"100%\" y1=\"{y}\" y2=\"{y}\"/><text class=\"level\" x=\"-8\" y=\"{y}\" dy=\"4\" text-anchor=\"end\">{level}{(level + step > most ? level == 1 ? " run" : " runs" : "")}</text>"
            );
        }
    }

    private static void Bars(HtmlWriter html, Histogram all, Histogram bad)
    {
        var (most, share) = (all.Counts.Max(), 100.0 / all.Counts.Count);
        foreach (var (index, count) in all.Counts.Index())
        {
            var (x, width) = (Percent((index * share) + (share * 0.04)), Percent(share * 0.92));
            Bar("some", count - bad.Counts[index], Y(count, most));
            Bar("bad", bad.Counts[index], Y(bad.Counts[index], most));

            void Bar(string look, int part, string y)
            {
                if (part > 0)
                {
                    var height = ((Bottom - Top) * (double)part / most).ToString("0.##", CultureInfo.InvariantCulture);
                    html.Write($"<rect class=\"{look}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>");
                }
            }
        }
    }

    private static void Axis(HtmlWriter html, Histogram all, string unit)
    {
        html.Write($"<line class=\"axis\" x1=\"0\" x2=\"100%\" y1=\"{Bottom}\" y2=\"{Bottom}\"/>");
        if (all.Width == 0)
        {
            html.Write($"<text class=\"tick\" x=\"50%\" y=\"{Bottom + 16}\" text-anchor=\"middle\">{Number(all.From)}{unit}</text>");
            return;
        }

        var every = (int)Math.Ceiling(all.Counts.Count / Most);
        for (var edge = 0; edge <= all.Counts.Count; edge += every)
        {
            var anchor =
                edge == 0 ? "start"
                : edge == all.Counts.Count ? "end"
                : "middle";
            html.Write(
                $"<text class=\"tick\" x=\"{Percent(100.0 * edge / all.Counts.Count)}\" y=\"{Bottom + 16}\" text-anchor=\"{anchor}\">{Number(all.From + (edge * all.Width))}{(edge + every > all.Counts.Count ? unit : "")}</text>"
            );
        }
    }

    private static void Line(HtmlWriter html, Histogram all, string look, string name, double value, int y)
    {
        var place = all.Width == 0 ? 50 : 100 * (value - all.From) / (all.To - all.From);
        var anchor = place switch
        {
            < 12 => "start",
            > 88 => "end",
            _ => "middle",
        };
        html.Write(
            $"<line class=\"{look}\" x1=\"{Percent(place)}\" x2=\"{Percent(place)}\" y1=\"{y + 4}\" y2=\"{Bottom}\"/><text class=\"{look}\" x=\"{Percent(place)}\" y=\"{y}\" text-anchor=\"{anchor}\">{name} {Number(value)}</text>"
        );
    }

    /// <summary>The smallest value that at least this share of the values does not exceed.</summary>
    private static double At(double[] sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];

    private static string Y(int count, int most) =>
        (Bottom - ((Bottom - Top) * (double)count / most)).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Percent(double share) => share.ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private static string Number(double value, MetricExpectation? wanted = null) => NumberText.Of(value, wanted?.Number);
}
