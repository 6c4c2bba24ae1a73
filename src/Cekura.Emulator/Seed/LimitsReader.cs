namespace Cekura.Emulator.Seed;

/// <summary>Reads <c>limits</c>.</summary>
internal static class LimitsReader
{
    public static Limits Read(SeedElement? element)
    {
        element?.KnowOnly("concurrent_runs", "starts_per_second", "balance", "price_per_run", "turns", "identical_exchanges");
        return new()
        {
            ConcurrentRuns = (int?)element?.Get("concurrent_runs")?.Integer(min: 1, max: int.MaxValue),
            StartsPerSecond = (int?)element?.Get("starts_per_second")?.Integer(min: 1, max: int.MaxValue),
            Balance = (decimal?)element?.Get("balance")?.Number(),
            PricePerRun = (decimal)(element?.Get("price_per_run")?.Number(min: 0) ?? 0),
            Turns = (int?)element?.Get("turns")?.Integer(min: 1, max: 10_000),
            IdenticalExchanges = (int?)element?.Get("identical_exchanges")?.Integer(min: 2, max: 10_000),
        };
    }
}
