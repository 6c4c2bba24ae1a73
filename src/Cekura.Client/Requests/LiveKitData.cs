using System.Text.Json.Nodes;

namespace Cekura.Client;

/// <summary>Overrides of the LiveKit settings of agent or project (contract, section 6.1). Credentials are never sent.</summary>
public sealed record LiveKitData
{
    /// <summary>Settings of the room, any JSON; replaces the stored ones (discrepancy D18).</summary>
    public JsonNode? Config { get; init; }

    /// <summary>Name under which the agent is dispatched.</summary>
    public string? AgentName { get; init; }

    /// <summary>Address of the LiveKit server.</summary>
    public string? Url { get; init; }
}
