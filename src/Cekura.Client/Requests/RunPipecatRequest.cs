namespace Cekura.Client;

/// <summary>
/// Starts conversations in Pipecat Cloud, mode pipecat_v2 (<c>POST /test_framework/v1/scenarios/run_scenarios_pipecat_v2/</c>).
/// </summary>
public sealed record RunPipecatRequest : RoomRequest
{
    /// <summary>Overrides of what the agent has stored.</summary>
    public PipecatData? PipecatData { get; init; }
}
