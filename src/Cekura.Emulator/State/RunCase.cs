using System.Text.Json.Nodes;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.State;

/// <summary>Who calls whom about what.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Agent">The agent under test.</param>
/// <param name="Personality">The override, else the scenario's own.</param>
/// <param name="TestProfile">The override, else the scenario's own.</param>
/// <param name="Repetition">From 1 to the request's frequency.</param>
internal sealed record RunCase(Scenario Scenario, Agent Agent, Personality? Personality, TestProfile? TestProfile, int Repetition)
{
    /// <summary>Where to connect instead of the agent's own address; null: there.</summary>
    public string? WebSocketUrl { get; init; }

    /// <summary>What the request says about this run alone, such as <c>publish_data_message</c>; shown in the run's metadata.</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>The number on the caller's side, E.164; null where there are none.</summary>
    public string? CallerNumber { get; init; }

    /// <summary>The number on which the agent is reached; null where there are none.</summary>
    public string? AgentNumber { get; init; }
}
