using Cekura.Emulator.Calibration;

namespace Cekura.Emulator.Judging;

/// <summary>A label, and what a judge says now of what it is about.</summary>
/// <param name="Label">The label with the judge's answers.</param>
/// <param name="Unjudged">Why there are none; null: there are.</param>
internal sealed record CheckedLabel(Label Label, string? Unjudged)
{
    /// <summary>The criterion, for people.</summary>
    public required string Name { get; init; }

    /// <summary>The judge's reason. Untrusted text.</summary>
    public string Why { get; init; } = "";

    /// <summary>Whether the judge gave none of its answers although it was asked.</summary>
    public bool IsFailure { get; init; }
}
