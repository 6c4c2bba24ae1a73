using Cekura.Manifests.Text;

namespace Cekura.Runs.History;

/// <summary>Values of a trend for people.</summary>
internal static class MetricText
{
    private const int Digits = 4;

    /// <summary>A share as a percentage; a number with at most four digits that count.</summary>
    public static string Value(MetricTrend trend, double value) => trend.IsShare ? $"{NumberText.Percent(value, 0)} %" : Short(value);

    /// <summary>How the last run differs from the mean before: in percentage points of a share, else in the metric's unit.</summary>
    public static string Change(MetricTrend trend)
    {
        if (trend.Before is not { } before)
        {
            return "";
        }

        var change = (trend.Now - before) * (trend.IsShare ? 100 : 1);
        var text = Short(change);
        return $"{(change > 0 ? "+" : "")}{(text == "-0" ? "0" : text)}{(trend.IsShare ? " points" : "")}";
    }

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
