using Cekura.Emulator.Rules;

namespace Cekura.Emulator.Seed;

/// <summary>One part of a scenario's expected outcome.</summary>
internal sealed record Outcome
{
    public required string Text { get; init; }

    public required Rule Rule { get; init; }

    /// <summary>The part cannot be judged when this condition of the script never fired.</summary>
    public int? NeedsCondition { get; init; }

    /// <summary>An unmet part is a critical deviation of this category.</summary>
    public required bool Critical { get; init; }

    public required long CategoryId { get; init; }

    public required string Category { get; init; }
}
