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

    public required JsonElement Source { get; init; }
}
