using System.Text.Json;
using Cekura.Emulator.Rules;

namespace Cekura.Emulator.Seed;

/// <summary>A metric and the deterministic way in which the emulator scores it.</summary>
internal sealed record Metric
{
    /// <summary>Code of the built-in metric that repeats the expected outcome.</summary>
    public const string ExpectedOutcomeCode = "expected_outcome";

    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string Slug { get; init; }

    /// <summary>Ids of the agents that it is enabled for; null: all.</summary>
    public IReadOnlyList<long>? Agents { get; init; }

    /// <summary><c>binary</c>, <c>numeric</c>, <c>enum</c> or <c>continuous_qualitative</c>.</summary>
    public required string EvalType { get; init; }

    /// <summary>Code of a metric that the service defines itself; null for all others.</summary>
    public string? Code { get; init; }

    public string? FunctionName { get; init; }

    /// <summary>Not applicable where this does not hold.</summary>
    public Rule? OnlyIf { get; init; }

    public Rule? Rule { get; init; }

    public Measure? Measure { get; init; }

    /// <summary>Labels, first match wins. An entry without a rule always matches.</summary>
    public required IReadOnlyList<(string Value, Rule? Rule)> Classes { get; init; }

    /// <summary>
    /// What scores it, in the service's words: <c>llm_judge</c>, <c>custom_code</c>, <c>basic</c> or <c>custom_prompt</c>.
    /// </summary>
    public required string Type { get; init; }

    /// <summary>What a judge is told to look for; empty: nothing is said.</summary>
    public string Prompt { get; init; } = "";

    /// <summary>The labels of a metric of the type enum; a judge answers with one of them.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>What a judge is asked first: a metric is not applicable where the answer is no. Null: it always is.</summary>
    public string? TriggerPrompt { get; init; }

    /// <summary>Whether a model on this machine can judge it, where there is one.</summary>
    public bool IsJudgeable { get; init; }

    /// <summary>Why none can, of metrics that the service scores; else null.</summary>
    public string? NeedsService { get; init; }

    public required JsonElement Source { get; init; }
}
