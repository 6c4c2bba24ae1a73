namespace Cekura.Client;

/// <summary>Names a critical deviation of a run (contract, section 12).</summary>
/// <param name="ScenarioId">Id of the critical scenario.</param>
internal sealed record CriticalScenarioMark(long ScenarioId);
