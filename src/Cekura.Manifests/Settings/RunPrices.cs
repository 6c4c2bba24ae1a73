using System.Collections.ObjectModel;
using System.Globalization;
using Cekura.Manifests.Modes;

namespace Cekura.Manifests.Settings;

/// <summary>
/// What one run costs, as the user states it: the service estimates test suites only
/// (<c>POST /test_framework/v1/scenarios/run_scenarios_json/?dry_run=true</c>), and has no price for other starts.
/// </summary>
/// <param name="AnyMode">Price of a run in every mode without one of its own, from 0 to 1,000,000 in the account's currency; null: not
/// stated.</param>
/// <param name="ByMode">Prices of runs in single modes.</param>
internal sealed record RunPrices(decimal? AnyMode, IReadOnlyDictionary<string, decimal> ByMode)
{
    // More than any call costs, and so little that no sum of runs overflows.
    private const decimal Highest = 1_000_000;

    /// <summary>Nothing is stated.</summary>
    public static RunPrices None { get; } = new(null, ReadOnlyDictionary<string, decimal>.Empty);

    /// <summary>Price of a run in a mode; null: not stated.</summary>
    public decimal? Of(string mode) => ByMode.TryGetValue(mode, out var price) ? price : AnyMode;

    /// <summary>The prices as the setting <c>CostPerRun</c> is written.</summary>
    public override string ToString() =>
        string.Join(
            ',',
            [
                .. AnyMode is { } any ? [Number(any)] : Array.Empty<string>(),
                .. ByMode.OrderBy(price => price.Key, StringComparer.Ordinal).Select(price => $"{price.Key}={Number(price.Value)}"),
            ]
        );

    /// <summary>
    /// Reads <c>0.05</c>, <c>text=0.05,voice=0.40</c>, or both kinds together; null when a part is neither, or stands there twice.
    /// </summary>
    internal static RunPrices? Parse(IEnumerable<string> parts)
    {
        decimal? any = null;
        var byMode = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (
                !decimal.TryParse(part[(equals + 1)..].Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price)
                || price > Highest
            )
            {
                return null;
            }

            if (equals < 0 && any is null)
            {
                any = price;
            }
            else if (equals < 0 || ModeNamed(part[..equals].Trim()) is not { } mode || !byMode.TryAdd(mode, price))
            {
                return null;
            }
        }

        return new RunPrices(any, byMode);
    }

    private static string? ModeNamed(string name) =>
        ModeTable.Names.FirstOrDefault(mode => mode.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string Number(decimal price) => price.ToString(CultureInfo.InvariantCulture);
}
