using System.Globalization;
using Cekura.Agents.Traces;

namespace Cekura.Reports.Html;

/// <summary>Where the time of one turn of the agent went: a bar, and the same in words.</summary>
internal static class LatencyStrip
{
    private const double Width = 100;

    /// <param name="html">The page.</param>
    /// <param name="latency">Null: nothing is known of it, and nothing is written.</param>
    public static void Write(HtmlWriter html, TurnLatency? latency)
    {
        if (latency is null || latency.Total <= TimeSpan.Zero || (latency.Models == TimeSpan.Zero && latency.Tools == TimeSpan.Zero))
        {
            return;
        }

        (string Name, TimeSpan Time)[] parts = [("model", latency.Models), ("tools", latency.Tools), ("rest", latency.Rest)];
        html.Markup("<p class=\"latency\"><svg viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        var from = 0.0;
        foreach (var (name, time) in parts)
        {
            var width = Width * (time / latency.Total);
            html.Write($"<rect class=\"{name}\" x=\"{Number(from)}\" y=\"0\" width=\"{Number(width)}\" height=\"4\"/>");
            from += width;
        }

        html.Markup("</svg>");
        html.Write(
            $"<span class=\"soft\">{string.Join(", ", parts.Select(part => $"{part.Name} {TalkEvents.Seconds(part.Time)}"))}</span></p>"
        );
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
