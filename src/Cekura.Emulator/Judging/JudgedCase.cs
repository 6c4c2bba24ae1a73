using System.Text.Json.Nodes;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Judging;

/// <summary>What a conversation was about, as far as a judge is told of it.</summary>
/// <param name="Scenario">The scenario, as the seed has it now.</param>
/// <param name="Agent">The agent under test.</param>
/// <param name="Personality">The caller's; null: none.</param>
/// <param name="TestProfile">The caller's; null: none.</param>
/// <param name="Metadata">What the agent sent. Untrusted.</param>
/// <param name="At">When the conversation took place.</param>
internal sealed record JudgedCase(
    Scenario Scenario,
    Agent Agent,
    Personality? Personality,
    TestProfile? TestProfile,
    JsonObject Metadata,
    DateTimeOffset At
)
{
    /// <summary>The test that it belongs to, as cassettes name it.</summary>
    public string Test { get; init; } = Scenario.TestWith(Personality);
}
