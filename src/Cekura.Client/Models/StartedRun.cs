namespace Cekura.Client;

/// <summary>
/// One run in the answer of a start (<c>runs[]</c> of <c>POST /test_framework/v1/scenarios/run_scenarios_text/</c> and the other starts).
/// It names neither personality nor repetition.
/// </summary>
public sealed record StartedRun
{
    /// <summary>Id of the run.</summary>
    public long Id { get; init; }

    /// <summary>State at the start; <see cref="RunStatus.Unknown"/> when absent.</summary>
    public RunStatus Status { get; init; }

    /// <summary>Id of the scenario.</summary>
    public long? ScenarioId { get; init; }

    /// <summary>Name of the scenario.</summary>
    public string? ScenarioName { get; init; }

    /// <summary>The number that an outbound agent must dial, E.164.</summary>
    public string? Number { get; init; }

    /// <summary>The number that will call an inbound agent, E.164.</summary>
    public string? InboundNumber { get; init; }

    /// <summary>End of the window in which an outbound agent must dial, UTC; null until dispatched.</summary>
    public DateTimeOffset? OutboundDialWindowClosesAt { get; init; }
}
