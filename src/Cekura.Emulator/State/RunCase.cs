using Cekura.Emulator.Seed;

namespace Cekura.Emulator.State;

/// <summary>Who calls whom about what.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Agent">The agent under test.</param>
/// <param name="Personality">The override, else the scenario's own.</param>
/// <param name="TestProfile">The override, else the scenario's own.</param>
/// <param name="Repetition">From 1 to the request's frequency.</param>
internal sealed record RunCase(Scenario Scenario, Agent Agent, Personality? Personality, TestProfile? TestProfile, int Repetition);
