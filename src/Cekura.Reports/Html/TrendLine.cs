using System.Globalization;
using Cekura.Runs.History;

namespace Cekura.Reports.Html;

/// <summary>The values of a metric over runs as a line between the lowest and the highest of them.</summary>
internal static class TrendLine
{
    private const int Width = 140;
    private const int Height = 24;
    private const int Margin = 3;

    public static void Write(HtmlWriter html, MetricTrend trend)
    {
        MetricPoint[] shown = [.. trend.Points.Skip(Math.Max(0, trend.Points.Count - HistoryPanel.Drawn))];
        var (low, high) = (shown.Min(point => point.Mean), shown.Max(point => point.Mean));
        string[] points =
        [
            .. shown.Select(
                (point, index) =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Margin + ((Width - (2 * Margin)) * index / Math.Max(1.0, shown.Length - 1)):0.#},{Y(point.Mean):0.#}"
                    )
            ),
        ];
        html.Write(
            $"<svg class=\"trend\" role=\"img\" width=\"{Width}\" height=\"{Height}\" aria-label=\"{string.Join(", ", shown.Select(point => MetricText.Value(trend, point.Mean)))}\">"
        );
        var last = points[^1].Split(',');
        html.Write($"<polyline points=\"{string.Join(' ', points)}\"/><circle cx=\"{last[0]}\" cy=\"{last[1]}\" r=\"2.5\"/></svg>");

        double Y(double value) => high > low ? Height - Margin - ((Height - (2 * Margin)) * (value - low) / (high - low)) : Height / 2.0;
    }
}
