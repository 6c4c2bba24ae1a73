using System.Globalization;
using Cekura.Manifests.Text;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Comparison;

/// <summary>What a comparison says, in sentences: the same on the page, in Markdown and on the console.</summary>
internal static class ComparisonWords
{
    private const int Digits = 4;
    private const double SmallestChance = 0.001;

    /// <summary>What the verdicts show, in its first words.</summary>
    public static string Verdicts(PairedComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var verdicts = comparison.Verdicts;
        var rates = $"A passed {Rate(verdicts.RateOfA)} pairs, B {Rate(verdicts.RateOfB)}";
        return verdicts.Finding switch
        {
            ComparisonFinding.Regression => $"Regression: B passes less often than A. {rates} ({Chance(comparison, verdicts.Corrected)}).",
            ComparisonFinding.Improvement =>
                $"Improvement: B passes more often than A. {rates} ({Chance(comparison, verdicts.Corrected)}).",
            ComparisonFinding.TooFew =>
                $"Too few pairs: {Counted.Of(verdicts.Pairs, "pair")} of verdicts cannot show any difference, {McNemarTest.MinPairs} can.{(verdicts.Pairs == 0 ? "" : $" {rates}.")}",
            _ => $"No difference of verdicts shown, which does not mean equal. {rates} ({Chance(comparison, verdicts.Corrected)}).",
        };
    }

    /// <summary>What so many pairs could have shown.</summary>
    public static string Power(VerdictComparison verdicts)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        return verdicts.SmallestDifference is { } smallest
            ? $"{Counted.Of(verdicts.Pairs, "pair")} of which {verdicts.OnlyA + verdicts.OnlyB} differ show a difference of {Points(smallest)} points in four of five comparisons, and a smaller one less often."
            : $"{Counted.Of(verdicts.Pairs, "pair")} would show no difference reliably, however large. More repetitions make more pairs.";
    }

    /// <summary>What a metric shows, with its direction where one is known.</summary>
    public static string Finding(MetricComparison metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.Finding == ComparisonFinding.Difference
            ? $"difference: B is {(metric.Bootstrap.Mean > 0 ? "higher" : "lower")}"
            : FindingWord.Of(metric.Finding);
    }

    /// <summary>A value of a metric: a percentage where it passes or fails.</summary>
    public static string Value(MetricComparison metric, double value)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.IsShare ? $"{NumberText.Percent(value, 0)} %" : Short(value);
    }

    /// <summary>A difference of a metric with its sign, in percentage points where it passes or fails.</summary>
    public static string Change(MetricComparison metric, double value)
    {
        ArgumentNullException.ThrowIfNull(metric);
        var text = Short(metric.IsShare ? 100 * value : value);
        return $"{(value > 0 ? "+" : "")}{(text == "-0" ? "0" : text)}{(metric.IsShare ? " points" : "")}";
    }

    /// <summary>Between which numbers the difference lies.</summary>
    public static string Interval(MetricComparison metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        var scale = metric.IsShare ? 100 : 1;
        return $"{Short(scale * metric.Bootstrap.Low)} to {Short(scale * metric.Bootstrap.High)}";
    }

    /// <summary>The smallest difference that would be shown; empty: not known.</summary>
    public static string Smallest(MetricComparison metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.SmallestDifference is { } smallest
            ? Short(metric.IsShare ? 100 * smallest : smallest) + (metric.IsShare ? " points" : "")
            : "";
    }

    /// <summary>A corrected probability.</summary>
    public static string P(double probability) =>
        probability < SmallestChance ? "< 0.001" : probability.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>How often a side passed in a test.</summary>
    public static string Rate(PassRate rate) => string.Create(CultureInfo.InvariantCulture, $"{rate.Passed} of {rate.Total}");

    /// <summary>What is in no pair, and what the sides do not share, one line each.</summary>
    public static IEnumerable<string> Notes(PairedComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        foreach (var line in comparison.LeftOut.Lines)
        {
            yield return line;
        }

        if (comparison.OnlyInA.Count + comparison.OnlyInB.Count > 0)
        {
            yield return $"{Counted.Of(comparison.OnlyInA.Count, "test is", "tests are")} only in A, and {comparison.OnlyInB.Count} only in B: {Names([.. comparison.OnlyInA, .. comparison.OnlyInB])}.";
        }

        var changed = comparison.Tests.Count(test => test.IsChanged);
        if (changed > 0)
        {
            yield return $"{Counted.Of(changed, "test asks", "tests ask")} A and B for different things: another agent, caller, option, number of repetitions or expectation.";
        }

        if (comparison.Metrics.Any(metric => metric.Finding == ComparisonFinding.Difference))
        {
            yield return "Of a number nothing says which direction is better: --higher-is-better and --lower-is-better name metrics.";
        }
    }

    private static string Names(IReadOnlyList<SideTest> tests)
    {
        const int Shown = 5;
        var names = string.Join(", ", tests.Take(Shown).Select(test => UntrustedText.Line(test.Name, 80)));
        return tests.Count > Shown ? $"{names} and {tests.Count - Shown} more" : names;
    }

    private static string Chance(PairedComparison comparison, double corrected) =>
        $"p {(corrected < SmallestChance ? "" : "= ")}{P(corrected)}{(comparison.Comparisons > 1 ? $", corrected for {comparison.Comparisons} comparisons" : "")}";

    private static string Points(double share) => NumberText.Percent(share, 0);

    private static string Short(double value)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return NumberText.Of(value);
        }

        var decimals = Math.Clamp(Digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 6);
        return NumberText.Of(Math.Round(value, decimals));
    }
}
