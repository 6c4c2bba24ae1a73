using System.Globalization;
using System.Text;
using Cekura.Simulation;

namespace Cekura.Benchmarks.Report;

/// <summary>
/// Draws requests against delay as SVG: fixed distances as one line, distances that grow as another, both axes logarithmic.
/// </summary>
internal static class PollChart
{
    private const double Width = 720;
    private const double Height = 440;
    private const double Left = 64;
    private const double Right = 24;
    private const double Top = 40;
    private const double Bottom = 56;
    private static readonly (double From, double To) Across = (20, 400);
    private static readonly (double From, double To) Up = (0.8, 40);

    /// <summary>The picture.</summary>
    /// <param name="fixedDistances">Polls at fixed distances, with their names.</param>
    /// <param name="ours">Polls at growing distances, with their names.</param>
    /// <param name="chosen">Name of the default for calls.</param>
    public static string Draw(
        IReadOnlyList<(string Name, PollPoint Point)> fixedDistances,
        IReadOnlyList<(string Name, PollPoint Point)> ours,
        string chosen
    )
    {
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\">\n"
        );
        svg.Append("<title>Requests of a ten-minute batch of thirty runs against the delay of its results</title>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"#fff\"/>\n");
        foreach (var requests in new[] { 20, 30, 50, 100, 200, 400 })
        {
            Line(svg, (X(requests), Top), (X(requests), Height - Bottom), "#ddd", dash: null);
            Text(svg, X(requests), Height - Bottom + 18, "middle", $"{requests}");
        }

        foreach (var seconds in new[] { 1, 2, 5, 10, 20, 40 })
        {
            Line(svg, (Left, Y(seconds)), (Width - Right, Y(seconds)), "#ddd", dash: null);
            Text(svg, Left - 8, Y(seconds) + 4, "end", $"{seconds} s");
        }

        Text(svg, Width / 2, Height - 12, "middle", "requests of a ten-minute batch of thirty runs, reading what ended included");
        Text(svg, Left, 22, "start", "from the end of a run to its result: solid 95 of 100 runs, dashed half of them");
        Curve(svg, fixedDistances, "#777", chosen);
        Curve(svg, ours, "#0a62c4", chosen);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Curve(StringBuilder svg, IReadOnlyList<(string Name, PollPoint Point)> points, string colour, string chosen)
    {
        Path(svg, points.Select(entry => (X(entry.Point.Requests), Y(entry.Point.P95))), colour, dash: null);
        Path(svg, points.Select(entry => (X(entry.Point.Requests), Y(entry.Point.Median))), colour, dash: "5 4");
        foreach (var (name, point) in points)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<circle cx=\"{X(point.Requests):0.0}\" cy=\"{Y(point.P95):0.0}\" r=\"{(name == chosen ? 6 : 3)}\" fill=\"{colour}\"/>\n"
            );
            var isOurs = colour != "#777";
            Text(svg, X(point.Requests) + (isOurs ? -8 : 8), Y(point.P95) + (isOurs ? 14 : -6), isOurs ? "end" : "start", name, colour);
        }
    }

    private static void Path(StringBuilder svg, IEnumerable<(double X, double Y)> points, string colour, string? dash)
    {
        var text = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.0},{point.Y:0.0}")));
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<polyline points=\"{text}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"{(dash is null ? "" : $" stroke-dasharray=\"{dash}\"")}/>\n"
        );
    }

    private static void Line(StringBuilder svg, (double X, double Y) from, (double X, double Y) to, string colour, string? dash) =>
        Path(svg, [from, to], colour, dash);

    private static void Text(StringBuilder svg, double x, double y, string anchor, string text, string colour = "#333") =>
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{x:0.0}\" y=\"{y:0.0}\" text-anchor=\"{anchor}\" fill=\"{colour}\">{text}</text>\n"
        );

    private static double X(double requests) => Left + (Share(requests, Across) * (Width - Left - Right));

    private static double Y(double seconds) => Height - Bottom - (Share(seconds, Up) * (Height - Top - Bottom));

    private static double Share(double value, (double From, double To) range) =>
        Math.Clamp(Math.Log(value / range.From) / Math.Log(range.To / range.From), 0, 1);
}
