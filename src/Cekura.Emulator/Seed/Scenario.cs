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

    /// <summary>A canned run; of several the first.</summary>
    public Replay? Replay { get; init; }

    /// <summary>The canned runs where there are several, each with its scenario.</summary>
    public IReadOnlyList<(RecordedCase Case, Scenario Scenario)> Recorded { get; init; } = [];

    public required JsonElement Source { get; init; }

    /// <summary>The same scenario with several canned runs.</summary>
    public Scenario With(IReadOnlyList<(RecordedCase Case, Replay Replay)> replays) =>
        this with
        {
            Replay = replays.Count > 0 ? replays[0].Replay : null,
            Recorded = [.. replays.Select(recorded => (recorded.Case, this with { Replay = recorded.Replay, Recorded = [] }))],
        };

    /// <summary>The scenario as it is for one run; where canned runs are of others, the run fails and says so.</summary>
    public Scenario For(Personality? personality, TestProfile? profile, int repetition)
    {
        if (Recorded.Count == 0)
        {
            return this;
        }

        foreach (var (of, scenario) in Recorded)
        {
            if (of.Is(personality, profile, repetition))
            {
                return scenario;
            }
        }

        return this with
        {
            Recorded = [],
            Replay = new()
            {
                Turns = [],
                Status = RunStatus.Failed,
                Duration = TimeSpan.Zero,
                Delay = TimeSpan.Zero,
                EndedReason = EndedReason.NotConnected,
                ErrorMessage =
                    $"Nothing was recorded of scenario {Id} \"{Name}\" with {(personality is null ? "no personality" : $"personality {personality.Id} \"{personality.Name}\"")}{(profile is null ? "" : $" and test profile {profile.Id} \"{profile.Name}\"")}, repetition {repetition}. Record a result that has it: cekura emulator record",
            },
        };
    }

    /// <summary>The same with another agent.</summary>
    public Scenario With(Agent agent) =>
        this with
        {
            Agent = agent,
            Recorded = [.. Recorded.Select(recorded => (recorded.Case, recorded.Scenario with { Agent = agent }))],
        };

    /// <summary>Whether both replay the same canned run.</summary>
    public bool Replays(Scenario other) =>
        Replay is { } own && other.Replay is { } others && own.Turns.SequenceEqual(others.Turns) && own.Status == others.Status;

    /// <summary>The test that it is with a caller, as cassettes name it: caller and judge of a test share one.</summary>
    public string TestWith(Personality? personality) => personality is null ? Name : $"{Name} [{personality.Name}]";

    /// <summary>Whether these are the turns of the replay, and not of a conversation that was held or never began.</summary>
    public bool Replays(IReadOnlyList<RecordedTurn> turns) => turns.Count > 0 && ReferenceEquals(Replay?.Turns, turns);
}
