using System.Globalization;

namespace Cekura.Manifests.Text;

/// <summary>
/// Numbers as messages and reports write them: the same in every culture, short, and never rounded onto the number that they are held
/// against. "Expected Score >= 0.8, was 0.8" explains nothing.
/// </summary>
internal static class NumberText
{
    private const string Short = "0.######";

    // A number with fewer decimals after rounding looks exact.
    private const int LooksExact = 3;
    private const int MostPercentDigits = 9;
    private const double ArithmeticNoise = 1e-7;
    private const string MoneyFormat = "0.00######";
    private const int MoneyDecimals = 8;

    /// <summary>At most six decimals, and more where rounding would make the number look exact: 0.333333, but 0.79999996.</summary>
    public static string Of(double value)
    {
        var text = value.ToString(Short, CultureInfo.InvariantCulture);
        if (value == Math.Floor(value) || !double.IsFinite(value))
        {
            return text;
        }

        var point = text.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : text.Length - point - 1;

        // The digits behind the fifteenth are what binary arithmetic leaves: 0.1 + 0.2 is 0.3.
        return decimals > LooksExact ? text : value.ToString("G15", CultureInfo.InvariantCulture);
    }

    /// <summary>As many digits as show on which side of a limit the number lies.</summary>
    public static string Of(double value, double? limit)
    {
        var text = Of(value);
        return limit is { } other && double.Parse(text, CultureInfo.InvariantCulture).CompareTo(other) != value.CompareTo(other)
            ? value.ToString("R", CultureInfo.InvariantCulture)
            : text;
    }

    /// <summary>A number below a limit, with at least so many decimals that it is seen to be below.</summary>
    public static string Below(double value, double limit, int decimals)
    {
        for (; decimals <= MostPercentDigits; decimals++)
        {
            var text = value.ToString($"F{decimals.ToString(CultureInfo.InvariantCulture)}", CultureInfo.InvariantCulture);
            if (double.Parse(text, CultureInfo.InvariantCulture) < limit)
            {
                return text;
            }
        }

        return value.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>A share as a percentage without its sign; what is neither none nor all never looks like it.</summary>
    /// <param name="share">From 0 to 1.</param>
    /// <param name="digits">Decimals where that is enough.</param>
    public static string Percent(double share, int digits)
    {
        var percent = 100 * share;
        var shown = Math.Round(percent, digits, MidpointRounding.AwayFromZero);
        while (shown is 0 or 100 && Math.Abs(percent - shown) > ArithmeticNoise && digits < MostPercentDigits)
        {
            digits++;
            shown = Math.Round(percent, digits, MidpointRounding.AwayFromZero);
        }

        return shown.ToString("0.#########", CultureInfo.InvariantCulture);
    }

    /// <summary>An amount of money.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="isExact">Whether every digit counts: those behind the eighth decimal make a difference.</param>
    public static string Amount(decimal amount, bool isExact = false) =>
        amount.ToString(isExact ? "0.00##########################" : MoneyFormat, CultureInfo.InvariantCulture);

    /// <summary>Whether amounts as they are written do not show that one is more than the other.</summary>
    public static bool LooksNoMore(decimal amount, decimal limit) => Math.Round(amount, MoneyDecimals) <= Math.Round(limit, MoneyDecimals);
}
