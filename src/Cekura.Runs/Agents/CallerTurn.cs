namespace Cekura.Runs.Agents;

/// <summary>What the agent is asked to answer.</summary>
/// <param name="Content">The caller's words; null when the agent speaks first.</param>
/// <param name="RunId">Id of the run.</param>
/// <param name="ScenarioId">Id of the scenario.</param>
internal sealed record CallerTurn(string? Content, long RunId, long ScenarioId);
