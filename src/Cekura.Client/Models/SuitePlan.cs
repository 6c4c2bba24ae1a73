namespace Cekura.Client;

/// <summary>What a test suite would start (<c>POST /test_framework/v1/scenarios/run_scenarios_json/?dry_run=true</c>).</summary>
public sealed record SuitePlan
{
    /// <summary>Whether the service would take the suite.</summary>
    public bool Valid { get; init; }

    /// <summary>Number of scenarios; null when the service does not say.</summary>
    public int? ScenarioCount { get; init; }

    /// <summary>Number of runs, repetitions included; null when the service does not say.</summary>
    public int? TotalRuns { get; init; }

    /// <summary>Estimated cost of all runs in the account's currency; null when the service does not say.</summary>
    public decimal? EstimatedCost { get; init; }
}
