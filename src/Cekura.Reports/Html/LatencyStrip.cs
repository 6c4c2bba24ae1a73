using System.Globalization;
using Cekura.Agents.Traces;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;

namespace Cekura.Reports.Html;

/// <summary>Where the time of one turn of the agent went: a bar, and the same in words.</summary>
internal static class LatencyStrip
{
    private const double Width = 100;

    /// <param name="html">The page.</param>
    /// <param name="latency">Null: nothing is known of it, and nothing is written.</param>
    /// <param name="prices">What tokens cost.</param>
    public static void Write(HtmlWriter html, TurnLatency? latency, TokenPrices prices)
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
            $"<span class=\"soft\">{string.Join(", ", parts.Select(part => $"{part.Name} {TalkEvents.Seconds(part.Time)}"))}{Tokens(latency)}{Cost(latency, prices)}</span></p>"
        );
    }

    private static string Tokens(TurnLatency latency)
    {
        var tokens = 0L;
        foreach (var call in latency.Calls)
        {
            tokens += Math.Max(0, call.InputTokens ?? 0) + Math.Max(0, call.OutputTokens ?? 0);
        }

        return tokens == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" · {tokens} tokens");
    }

    private static string Cost(TurnLatency latency, TokenPrices prices) =>
        AgentTraceMetrics.Cost(latency.Calls, prices) is { } cost ? $" · cost {NumberText.Amount(cost)}" : "";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
