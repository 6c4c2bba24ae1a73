using System.Text.Json.Nodes;
using Cekura.Emulator.Rules;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Scoring;

/// <summary>The scores of a run in the shapes of <c>GET runs/{id}/</c>. Never changed once made.</summary>
internal sealed record Score
{
    /// <summary>The score of a run that held no conversation: nothing to judge, so no success.</summary>
    public static Score None { get; } = new() { Success = false };

    public required bool Success { get; init; }

    /// <summary>What the emulator says against a score that would be a success; null: nothing.</summary>
    public EmulatorVerdict? Verdict { get; init; }

    /// <summary><c>expected_outcome</c>; null when it was not scored.</summary>
    public JsonObject? ExpectedOutcome { get; init; }

    /// <summary><c>evaluation.metrics</c>.</summary>
    public JsonArray Metrics { get; init; } = [];

    /// <summary><c>rubric</c>; null when the project has no rules.</summary>
    public JsonArray? Rubric { get; init; }

    /// <summary><c>critical_categories</c>.</summary>
    public JsonArray CriticalCategories { get; init; } = [];

    /// <summary>The entry of a metric in <c>evaluation.metrics</c>; null when the run has none.</summary>
    public JsonObject? Metric(long id) => Metrics.OfType<JsonObject>().FirstOrDefault(metric => LooseComparison.Matches(id, metric["id"]));

    /// <summary>The same with another entry for a metric, in its place or at the end.</summary>
    public Score With(JsonObject metric)
    {
        var metrics = new JsonArray([.. Metrics.Select(entry => Same(entry, metric) ? metric.DeepClone() : entry?.DeepClone())]);
        if (!Metrics.Any(entry => Same(entry, metric)))
        {
            metrics.Add(metric.DeepClone());
        }

        return this with
        {
            Metrics = metrics,
        };

        static bool Same(JsonNode? entry, JsonObject metric) => LooseComparison.Matches(metric["id"], entry?["id"]);
    }

    /// <summary>Whether the expected outcome was met; null when it was not scored.</summary>
    public bool? MetExpectedOutcome => ExpectedOutcome?["score"] is { } score ? LooseComparison.Matches(100, score) : null;
}
