using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Client;

namespace Cekura.Runs.Plan;

/// <summary>From a batch of test cases to the body of its start request.</summary>
internal static class SuiteStart
{
    /// <exception cref="CekuraConfigurationException">The batch cannot be sent as it is.</exception>
    public static RunSuiteRequest Request(StartBatch batch, string name, int? concurrencyLimit)
    {
        var limit = concurrencyLimit ?? (int?)batch.Options?["concurrency_limit"];
        return new RunSuiteRequest
        {
            Spec = Spec(batch, limit),
            AgentId = batch.AgentId ?? throw new CekuraConfigurationException("A suite needs an agent. Set \"agent\" in the manifest, or AgentId in the settings."),
            Channel = batch.Mode,
            Name = name,
            ChirpData = batch.Mode == "chirp" && (string?)batch.Options?["websocket_url"] is { } address ? new() { WebSocketUrl = address } : null,
            LiveKitData = batch.Options?["livekit_data"]?.Deserialize(StartJson.Default.LiveKitData),
            PipecatData = batch.Options?["pipecat_data"]?.Deserialize(StartJson.Default.PipecatData),
            ConcurrencyLimit = limit,
            AgentNumber = (string?)batch.Options?["agent_number"],
            OutboundPhoneNumber = (string?)batch.Options?["outbound_phone_number"],
            Mode = batch.Options?["mode"]?.Deserialize(StartJson.Default.NumberAssignment),
            MockToolNames = batch.Options?["mock_tool_names"] is JsonArray tools ? [.. tools.Select(tool => (string)tool!)] : null,
        };
    }

    private static JsonObject Spec(StartBatch batch, int? concurrencyLimit)
    {
        // Only a single test case can be too large: the plan cuts everything else.
        if (batch.Cases is [var only] && SuiteSpec.Size(only) is var size and > SuiteBatches.MaxBytes)
        {
            throw new CekuraConfigurationException(string.Create(
                CultureInfo.InvariantCulture,
                $"This test case has {size} bytes, and the service takes at most 1 MB in one request. Shorten it."));
        }

        return SuiteSpec.Of(batch.Cases, concurrencyLimit);
    }
}
