namespace Cekura.Client;

/// <summary>
/// A deviation that the service's built-in check looks for; no test scenario (<c>GET /test_framework/v1/critical-metric-scenarios/</c>).
/// </summary>
public sealed record CriticalMetricScenario
{
    /// <summary>Id in the service, the identity: names are not unique.</summary>
    public required long Id { get; init; }

    /// <summary>Name for people.</summary>
    public string Scenario
    {
        get;
        init => field = value ?? "";
    } = "";

    /// <summary><c>critical</c>, <c>non-critical</c> or <c>not_a_bug</c>.</summary>
    public string? Priority { get; init; }
}
