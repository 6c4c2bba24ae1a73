using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Client;
using Cekura.Runs.Plan;
using Cekura.Runs.Trigger;

namespace Cekura.Runs.Suites;

/// <summary>From a batch of test cases to the body of its start request (contract, section 17).</summary>
internal static class SuiteStart
{
    /// <exception cref="CekuraConfigurationException">The batch cannot be sent as it is.</exception>
    public static RunSuiteRequest Request(StartBatch batch, string name, int? concurrencyLimit)
    {
        var options = new StartOptions(batch.Mode, batch.Options);
        var limit = concurrencyLimit ?? options.Integer("concurrency_limit");
        return new RunSuiteRequest
        {
            Spec = Spec(batch, limit),
            AgentId = batch.AgentId ?? throw new CekuraConfigurationException("A suite needs an agent. Set \"agent\" in the manifest, or AgentId in the settings."),
            Channel = batch.Mode,
            Name = name,
            LiveKitData = Section(batch, "livekit_v2", "livekit_data") is { } room
                ? new LiveKitData { Config = room["config"]?.DeepClone(), AgentName = Text(room, "agent_name"), Url = Text(room, "url") }
                : null,
            PipecatData = Section(batch, "pipecat_v2", "pipecat_data") is { } session
                ? new PipecatData
                {
                    Config = session["config"]?.DeepClone(),
                    PipecatAgentName = Text(session, "pipecat_agent_name"),
                    RoomProperties = session["room_properties"]?.DeepClone(),
                }
                : null,
            ConcurrencyLimit = limit,
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

    private static JsonObject? Section(StartBatch batch, string mode, string name) => batch.Mode != mode ? null : batch.Options?[name] switch
    {
        null => null,
        JsonObject section => section,
        _ => throw new CekuraConfigurationException($"options.{mode}.{name} of the manifest must be an object."),
    };

    private static string? Text(JsonObject section, string name) => section[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw new CekuraConfigurationException($"\"{name}\" in the manifest's options must be a string."),
    };
}
