using Cekura.Emulator.Script;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Rest.Suites;

/// <summary>A test case of a suite, with the suite's defaults where it says nothing itself.</summary>
internal sealed record SuiteEntry
{
    public required string Name { get; init; }

    /// <summary>What the suite says, else made from the name.</summary>
    public required string Key { get; init; }

    public required string Type { get; init; }

    public required string Instructions { get; init; }

    public required CallerScript? Script { get; init; }

    public required string? Language { get; init; }

    public required string? FirstMessage { get; init; }

    public required string ExpectedOutcome { get; init; }

    /// <summary>Repetitions, the request's included.</summary>
    public required long Frequency { get; init; }

    public required TimeSpan? MaxDuration { get; init; }

    public required IReadOnlyList<Metric> Metrics { get; init; }

    /// <summary>The number of its outbound calls; null: the request's, else an invented one.</summary>
    public required string? PhoneNumber { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required IReadOnlyList<string> Tools { get; init; }

    public required PersonalityChoice Personality { get; init; }

    public required ProfileChoice Profile { get; init; }
}
