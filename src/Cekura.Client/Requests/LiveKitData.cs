using System.Text.Json.Nodes;

namespace Cekura.Client;

/// <summary>
/// Overrides of the LiveKit settings of agent or project (<c>livekit_data</c> of
/// <c>POST /test_framework/v1/scenarios/run_scenarios_livekit_v2/</c>). Credentials are never sent.
/// </summary>
public sealed record LiveKitData
{
    /// <summary>Settings of the room, any JSON; replaces the stored ones (see docs/service.md).</summary>
    public JsonNode? Config { get; init; }

    /// <summary>Name under which the agent is dispatched.</summary>
    public string? AgentName { get; init; }

    /// <summary>Address of the LiveKit server.</summary>
    public string? Url { get; init; }
}
