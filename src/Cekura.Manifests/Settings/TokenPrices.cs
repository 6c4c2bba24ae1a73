using System.Globalization;

namespace Cekura.Manifests.Settings;

/// <summary>What a million tokens of the agent's models cost, as the user states it: the service has no such prices.</summary>
/// <param name="All">The prices, one for each name.</param>
internal sealed record TokenPrices(IReadOnlyList<TokenPrice> All)
{
    private const decimal PerMillion = 1_000_000;

    // More than any model costs, and so little that no sum of tokens overflows.
    private const decimal Highest = 1_000_000;

    /// <summary>Nothing is stated.</summary>
    public static TokenPrices None { get; } = new([]);

    /// <summary>What a call of a model cost; null: its price is not stated.</summary>
    /// <param name="model">The model, or a version of it, as the agent's trace names it; empty: not said.</param>
    /// <param name="inputTokens">Tokens that it read.</param>
    /// <param name="outputTokens">Tokens that it wrote.</param>
    public decimal? Cost(string model, long inputTokens, long outputTokens)
    {
        TokenPrice? nearest = null;
        foreach (var price in All)
        {
            if (
                model.StartsWith(price.Model, StringComparison.OrdinalIgnoreCase)
                && (nearest is null || price.Model.Length > nearest.Model.Length)
            )
            {
                nearest = price;
            }
        }

        return nearest is null ? null : (inputTokens * nearest.Input / PerMillion) + (outputTokens * nearest.Output / PerMillion);
    }

    /// <summary>The prices as the setting <c>TokenPrices</c> is written.</summary>
    public override string ToString() => string.Join(',', All);

    /// <summary>
    /// Reads <c>2.50/10</c>, <c>gpt-5=2.50/10,gpt-5-mini=0.25/2</c>, or both kinds together; null when a part is neither, or stands there
    /// twice.
    /// </summary>
    internal static TokenPrices? Parse(IEnumerable<string> parts)
    {
        var prices = new List<TokenPrice>();
        foreach (var part in parts)
        {
            // A model's name may have a slash, and its prices have one.
            var equals = part.LastIndexOf('=');
            var model = equals < 0 ? "" : part[..equals].Trim();
            if (
                part[(equals + 1)..].Split('/') is not [var input, var output]
                || Number(input) is not { } read
                || Number(output) is not { } written
                || (equals >= 0 && model.Length == 0)
                || prices.Exists(price => price.Model.Equals(model, StringComparison.OrdinalIgnoreCase))
            )
            {
                return null;
            }

            prices.Add(new(model, read, written));
        }

        return new(prices);
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) && price <= Highest
            ? price
            : null;
}

/// <summary>What a million tokens of a model cost.</summary>
/// <param name="Model">The beginning of its name; empty: every model without a price of its own.</param>
/// <param name="Input">Of tokens that it reads.</param>
/// <param name="Output">Of tokens that it writes.</param>
internal sealed record TokenPrice(string Model, decimal Input, decimal Output)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Model}{(Model.Length > 0 ? "=" : "")}{Input}/{Output}");
}
