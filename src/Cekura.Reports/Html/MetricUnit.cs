using System.Text.RegularExpressions;

namespace Cekura.Reports.Html;

/// <summary>
/// The unit of a numeric metric. The service has no field for it: by its own custom it stands in the name, <c>Latency (in ms)</c>.
/// </summary>
internal static partial class MetricUnit
{
    /// <summary><c>ms</c>; null when the name has none.</summary>
    public static string? Of(string metric) => Unit().Match(metric) is { Success: true } match ? match.Groups["unit"].Value : null;

    [GeneratedRegex(
        @"\(\s*(in\s+)?(?<unit>ms|milliseconds|s|sec|seconds|min|minutes|%|percent|words|turns|wpm)\s*\)\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Unit();
}
