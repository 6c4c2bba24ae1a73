using Cekura.Agents.Lines;
using Cekura.Models.Options;

namespace Cekura.Emulator.Seed;

/// <summary>Everything that the seed file says.</summary>
internal sealed record Workspace
{
    public required long Project { get; init; }

    public required long Organization { get; init; }

    public required IReadOnlyList<Agent> Agents { get; init; }

    public required IReadOnlyList<Personality> Personalities { get; init; }

    public required IReadOnlyList<TestProfile> TestProfiles { get; init; }

    public required IReadOnlyList<Metric> Metrics { get; init; }

    public required IReadOnlyList<Scenario> Scenarios { get; init; }

    public required IReadOnlyList<RubricRule> Rubric { get; init; }

    public required IReadOnlyList<Fault> Faults { get; init; }

    public required Limits Limits { get; init; }

    public ModelSettings Model { get; init; } = new();

    /// <summary>The same, with agents that answer in this process in the place of what the seed says of their connection.</summary>
    /// <param name="inProcess">The settings of such an agent by its id; null: the seed's own.</param>
    public Workspace With(Func<long, AgentSettings?> inProcess)
    {
        var agents = Agents.ToDictionary(agent => agent.Id, agent => inProcess(agent.Id) is { } own ? agent.Answering(own) : agent);
        return this with
        {
            Agents = [.. Agents.Select(agent => agents[agent.Id])],
            Scenarios = [.. Scenarios.Select(scenario => scenario.With(agents[scenario.Agent.Id]))],
        };
    }

    /// <summary>
    /// The scenario of this agent that lends a test case of a suite its outcomes and its replay; null when none has its name.
    /// </summary>
    public Scenario? Namesake(string name, Agent agent) =>
        Scenarios.FirstOrDefault(scenario => scenario.Name == name && scenario.Agent.Id == agent.Id);
}
