using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.State;

namespace Cekura.Emulator.Rest.Start;

/// <summary>What sets one way of starting runs apart from the others.</summary>
/// <param name="Operation">The last part of the path: <c>run_scenarios_text</c>.</param>
/// <param name="Channel">How the runs reach the agent.</param>
/// <param name="Needs">What the agent must have.</param>
/// <param name="Fields">What a request may say. Whatever else it says is ignored, as the service does.</param>
internal sealed record StartMode(string Operation, Channel Channel, IReadOnlyList<Prerequisite> Needs, IReadOnlyList<FieldRule> Fields)
{
    /// <summary>What <c>POST scenarios/run_scenarios_json/</c> calls it as a <c>channel</c>; null: suites cannot be started so.</summary>
    public string? SuiteChannel { get; init; }

    /// <summary>The status of the answer to a start: 200 or 201.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The field that names the agent: <c>agent</c> or <c>agent_id</c>.</summary>
    public string AgentField => Accepts("agent") ? "agent" : "agent_id";

    /// <summary>Whether <c>scenarios</c> is a list of objects, not of ids; those are the modes that say <c>agent</c>.</summary>
    public bool TakesEntries => Accepts("agent");

    public bool Accepts(string field) => Fields.Any(rule => rule.Name == field);
}
