namespace Cekura.Client;

/// <summary>Starts conversations in Pipecat Cloud, mode pipecat_v2 (contract, section 6.1).</summary>
public sealed record RunPipecatRequest : RoomRequest
{
    /// <summary>Overrides of what the agent has stored.</summary>
    public PipecatData? PipecatData { get; init; }
}
