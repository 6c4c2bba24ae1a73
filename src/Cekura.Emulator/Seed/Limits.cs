namespace Cekura.Emulator.Seed;

/// <summary>What the account behind the seed may do; null: no limit.</summary>
internal sealed record Limits
{
    public int? ConcurrentRuns { get; init; }

    public int? StartsPerSecond { get; init; }

    /// <summary>Credit at the start, in the same unit as <see cref="PricePerRun"/>.</summary>
    public decimal? Balance { get; init; }

    public decimal PricePerRun { get; init; }

    /// <summary>How many turns the caller takes before a conversation is ended.</summary>
    public int? Turns { get; init; }

    /// <summary>How often the caller hears the same exchange before it gives up.</summary>
    public int? IdenticalExchanges { get; init; }
}
