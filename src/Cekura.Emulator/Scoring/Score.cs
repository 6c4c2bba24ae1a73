using System.Text.Json.Nodes;

namespace Cekura.Emulator.Scoring;

/// <summary>The scores of a run in the service's shapes (contract, section 10). Never changed once made.</summary>
internal sealed record Score
{
    /// <summary>The score of a run that held no conversation: nothing to judge, so no success.</summary>
    public static Score None { get; } = new() { Success = false };

    public required bool Success { get; init; }

    /// <summary><c>expected_outcome</c>; null when it was not scored.</summary>
    public JsonObject? ExpectedOutcome { get; init; }

    /// <summary><c>evaluation.metrics</c>.</summary>
    public JsonArray Metrics { get; init; } = [];

    /// <summary><c>rubric</c>; null when the project has no rules.</summary>
    public JsonArray? Rubric { get; init; }

    /// <summary><c>critical_categories</c>.</summary>
    public JsonArray CriticalCategories { get; init; } = [];

    /// <summary>Whether the expected outcome was met; null when it was not scored.</summary>
    public bool? MetExpectedOutcome => ExpectedOutcome?["score"] is { } score ? LooseComparison.Matches(100, score) : null;
}
