namespace Cekura.Client;

/// <summary>Starts conversations by email (<c>POST /test_framework/v1/scenarios/run_scenarios_email/</c>). It takes no label.</summary>
public sealed record RunEmailRequest
{
    /// <summary>Id of the agent under test; default: the agent of the scenarios.</summary>
    public long? AgentId { get; init; }

    /// <summary>Ids of the scenarios to run, at least one.</summary>
    public required IReadOnlyList<long> Scenarios { get; init; }

    /// <summary>Repetitions of each scenario, from 1 to 100.</summary>
    public required int Frequency { get; init; }

    /// <summary>Where the agent receives mail instead of what is stored for it.</summary>
    public string? AgentEmail { get; init; }
}
