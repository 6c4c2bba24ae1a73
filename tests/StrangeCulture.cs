using System.Globalization;
using System.Runtime.CompilerServices;

namespace Cekura.Testing;

/// <summary>
/// Runs every test in a culture that writes numbers, signs and times unlike any message may: what a user reads is the same on every
/// machine. Made by hand, because tests run without the cultures of the operating system.
/// </summary>
internal static class StrangeCulture
{
    [ModuleInitializer]
    internal static void Set()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        var numbers = culture.NumberFormat;
        (numbers.NumberDecimalSeparator, numbers.NumberGroupSeparator, numbers.NegativeSign) = (",", ".", "−");
        (numbers.PercentDecimalSeparator, numbers.CurrencyDecimalSeparator) = (",", ",");
        (culture.DateTimeFormat.DateSeparator, culture.DateTimeFormat.TimeSeparator) = (".", "h");
        (culture.DateTimeFormat.ShortDatePattern, culture.DateTimeFormat.LongTimePattern) = ("dd.MM.yyyy", "HH'h'mm");
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = culture;
    }
}
