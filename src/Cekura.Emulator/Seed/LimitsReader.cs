namespace Cekura.Emulator.Seed;

/// <summary>Reads <c>limits</c>.</summary>
internal static class LimitsReader
{
    public static Limits Read(SeedElement? element)
    {
        element?.KnowOnly("concurrent_runs", "starts_per_second", "balance", "price_per_run", "turns", "identical_exchanges");
        return new()
        {
            ConcurrentRuns = (int?)element?.Get("concurrent_runs")?.Integer(least: 1, most: int.MaxValue),
            StartsPerSecond = (int?)element?.Get("starts_per_second")?.Integer(least: 1, most: int.MaxValue),
            Balance = (decimal?)element?.Get("balance")?.Number(),
            PricePerRun = (decimal)(element?.Get("price_per_run")?.Number(least: 0) ?? 0),
            Turns = (int?)element?.Get("turns")?.Integer(least: 1, most: 10_000),
            IdenticalExchanges = (int?)element?.Get("identical_exchanges")?.Integer(least: 2, most: 10_000),
        };
    }
}
