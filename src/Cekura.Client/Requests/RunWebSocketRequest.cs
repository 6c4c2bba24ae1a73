using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>
/// Starts text conversations over WebSockets that the request names, mode websocket
/// (<c>POST /test_framework/v1/scenarios/run_scenarios_with_websockets/</c>). It takes no label.
/// </summary>
public sealed record RunWebSocketRequest
{
    /// <summary>Id of the agent under test; default: the agent of the scenarios.</summary>
    [JsonPropertyName("agent")]
    public long? AgentId { get; init; }

    /// <summary>The scenarios to run, at least one.</summary>
    public required IReadOnlyList<WebSocketScenario> Scenarios { get; init; }

    /// <summary>Repetitions of each scenario, from 1 to 100.</summary>
    public required int Frequency { get; init; }

    /// <summary>Tools that the service answers: null all configured ones, empty none, names only those.</summary>
    public IReadOnlyList<string>? MockToolNames { get; init; }
}
