using System.Text.Json;
using Cekura.Emulator.Script;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Seed;

/// <summary>A scenario: who calls which agent, what they say, and what is expected.</summary>
internal sealed record Scenario
{
    /// <summary>The type of a scenario whose caller follows instructions in words.</summary>
    public const string Instruction = "instruction";

    public required long Id { get; init; }

    public required string Name { get; init; }

    public required Agent Agent { get; init; }

    public Personality? Personality { get; init; }

    public TestProfile? TestProfile { get; init; }

    public required string Type { get; init; }

    /// <summary>Text for a caller with a mind of its own, or the script as a JSON string, as the service has it.</summary>
    public required string Instructions { get; init; }

    public CallerScript? Script { get; init; }

    /// <summary>Conditions that need not come to pass: those of the script, and those that it lends to a test case of a suite.</summary>
    public IReadOnlySet<int> OptionalConditions { get; init; } = new HashSet<int>();

    /// <summary>The language of the call, as a code; null: nothing is said of it.</summary>
    public string? Language { get; init; }

    public required string FirstMessage { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Dot-separated; null: without folder.</summary>
    public string? FolderPath { get; init; }

    public required IReadOnlyList<Metric> Metrics { get; init; }

    public required IReadOnlyList<string> ToolIds { get; init; }

    public required TimeSpan? MaxDuration { get; init; }

    public required IReadOnlyList<Outcome> Outcomes { get; init; }

    public required string ExpectedOutcomePrompt { get; init; }

    public Replay? Replay { get; init; }

    public required JsonElement Source { get; init; }

    /// <summary>Whether these are the turns of the replay, and not of a conversation that was held or never began.</summary>
    public bool Replays(IReadOnlyList<RecordedTurn> turns) => turns.Count > 0 && ReferenceEquals(Replay?.Turns, turns);
}
