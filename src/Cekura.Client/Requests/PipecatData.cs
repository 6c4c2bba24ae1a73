using System.Text.Json.Nodes;

namespace Cekura.Client;

/// <summary>
/// Overrides of the Pipecat settings of an agent (<c>pipecat_data</c> of
/// <c>POST /test_framework/v1/scenarios/run_scenarios_pipecat_v2/</c>).
/// </summary>
public sealed record PipecatData
{
    /// <summary>Name of the agent in Pipecat Cloud.</summary>
    public string? PipecatAgentName { get; init; }

    /// <summary>Settings of the session, any JSON; replaces the stored ones.</summary>
    public JsonNode? Config { get; init; }

    /// <summary>Settings of the room, any JSON; replaces the stored ones.</summary>
    public JsonNode? RoomProperties { get; init; }
}
