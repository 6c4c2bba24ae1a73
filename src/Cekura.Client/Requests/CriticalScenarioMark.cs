namespace Cekura.Client;

/// <summary>Names a critical deviation of a run (<c>POST /test_framework/v1/runs/{id}/mark_critical_scenario_wrong/</c>).</summary>
/// <param name="ScenarioId">Id of the critical scenario.</param>
internal sealed record CriticalScenarioMark(long ScenarioId);
