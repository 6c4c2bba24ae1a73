using System.Globalization;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Settings;

/// <summary>The kinds of settings, each with its one way of reading a text and its one sentence for what it allows.</summary>
internal static class SettingTypes
{
    private static readonly char[] Separators = [',', ';'];

    public static Setting Id(string key, Func<CekuraSettings, long, CekuraSettings> set) =>
        new(key, "a positive integer", (settings, text) => Identifier.TryParse(text, out var id) ? set(settings, id) : null);

    public static Setting Ids(string key, Func<CekuraSettings, IReadOnlyList<long>, CekuraSettings> set) =>
        new(key, "positive integers separated by commas", (settings, text) =>
        {
            var ids = new List<long>();
            foreach (var part in Parts(text))
            {
                if (!Identifier.TryParse(part, out var id))
                {
                    return null;
                }

                ids.Add(id);
            }

            return set(settings, [.. ids.Distinct()]);
        });

    public static Setting Texts(string key, Func<CekuraSettings, IReadOnlyList<string>, CekuraSettings> set) =>
        new(key, "texts separated by commas", (settings, text) => set(settings, [.. Parts(text).Distinct(StringComparer.Ordinal)]));

    public static Setting Text(string key, string allowed, Func<CekuraSettings, string, CekuraSettings> set) => new(key, allowed, set);

    public static Setting FileName(string key, Func<CekuraSettings, string, CekuraSettings> set) =>
        new(key, "a path, relative to the folder of the settings file", (settings, text) =>
            text.Contains('\0', StringComparison.Ordinal) ? null : set(settings, text)
        )
        {
            IsPath = true,
        };

    public static Setting Integer(string key, int least, int most, Func<CekuraSettings, int, CekuraSettings> set) =>
        new(key, most == int.MaxValue ? $"an integer of at least {least}" : $"an integer from {least} to {most}", (settings, text) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                ? set(settings, number)
                : null
        );

    public static Setting Share(string key, Func<CekuraSettings, double, CekuraSettings> set) =>
        new(key, "a number above 0 up to 1, such as 0.8", (settings, text) =>
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is > 0 and <= 1
                ? set(settings, share)
                : null
        );

    public static Setting Fraction(string key, Func<CekuraSettings, double, CekuraSettings> set) =>
        new(key, "a number from 0 to 1, such as 0.6", (settings, text) =>
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var fraction) && fraction <= 1
                ? set(settings, fraction)
                : null
        );

    public static Setting Amount(string key, Func<CekuraSettings, decimal, CekuraSettings> set) =>
        new(key, "a number of at least 0, such as 12.50", (settings, text) =>
            decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
                ? set(settings, amount)
                : null
        );

    public static Setting Prices(string key, Func<CekuraSettings, RunPrices, CekuraSettings> set) =>
        new(key, "a price such as 0.05, or prices by mode such as text=0.05,voice=0.40", (settings, text) =>
            RunPrices.Parse(Parts(text)) is { } prices ? set(settings, prices) : null
        );

    public static Setting TokenPricesOf(string key, Func<CekuraSettings, TokenPrices, CekuraSettings> set) =>
        new(
            key,
            "a price to read and one to write such as 2.50/10, or such prices by the beginning of a model's name, such as gpt-5=2.50/10,gpt-5-mini=0.25/2",
            (settings, text) => TokenPrices.Parse(Parts(text)) is { } prices ? set(settings, prices) : null
        );

    public static Setting Flag(string key, Func<CekuraSettings, bool, CekuraSettings> set) =>
        new(key, "true or false", (settings, text) => bool.TryParse(text, out var flag) ? set(settings, flag) : null);

    public static Setting Choice<T>(string key, Func<CekuraSettings, T, CekuraSettings> set)
        where T : struct, Enum => new(key, $"one of {string.Join(", ", Enum.GetNames<T>())}", (settings, text) =>
            // Enum.TryParse also takes numbers and lists, which nobody means here.
            Enum.GetNames<T>()
                .FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase))
                is { } name
                ? set(settings, Enum.Parse<T>(name))
                : null);

    private static string[] Parts(string text) =>
        text.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
