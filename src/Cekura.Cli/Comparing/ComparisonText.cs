using System.Globalization;
using System.Text;
using Cekura.Cli.Output;
using Cekura.Manifests.Text;
using Cekura.Runs.Comparison;

namespace Cekura.Cli.Comparing;

/// <summary>A comparison for people.</summary>
internal static class ComparisonText
{
    private const int MaxRows = 50;

    public static string Of(PairedComparison comparison, IReadOnlyList<string> notes, int? width)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"A: {Side(comparison.A)}\nB: {Side(comparison.B)}\n\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"{ComparisonWords.Verdicts(comparison)}\n{ComparisonWords.Power(comparison.Verdicts)}\n"
        );
        var flips = comparison.Flips;
        if (flips.Count > 0)
        {
            var table = new TextTable("TEST", "A PASSED", "B PASSED", "WHY");
            foreach (var test in flips.Take(MaxRows))
            {
                table.Add(test.Name, ComparisonWords.Rate(test.RateOfA), ComparisonWords.Rate(test.RateOfB), test.Why);
            }

            text.Append('\n').Append(table.Write(width));
            if (flips.Count > MaxRows)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"… and {flips.Count - MaxRows} more. --page and --format json have all of them.\n"
                );
            }
        }

        if (comparison.Metrics.Count > 0)
        {
            var table = new TextTable("METRIC", "A", "B", "DIFFERENCE", "95 % INTERVAL", "P", "WOULD BE SHOWN", "FINDING");
            foreach (var metric in comparison.Metrics)
            {
                table.Add(
                    metric.Name,
                    ComparisonWords.Value(metric, metric.MeanOfA),
                    ComparisonWords.Value(metric, metric.MeanOfB),
                    ComparisonWords.Change(metric, metric.Bootstrap.Mean),
                    ComparisonWords.Interval(metric),
                    ComparisonWords.P(metric.Corrected),
                    ComparisonWords.Smallest(metric),
                    ComparisonWords.Finding(metric)
                );
            }

            text.Append('\n').Append(table.Write(width));
        }

        List<string> all = [.. ComparisonWords.Notes(comparison), .. notes];
        return all.Count == 0 ? text.ToString() : text.Append('\n').AppendJoin('\n', all).Append('\n').ToString();
    }

    private static string Side(ComparedSide side) => $"{UntrustedText.Line(side.Name)}{(side.About.Length == 0 ? "" : $" ({side.About})")}";
}
