using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Client;
using Cekura.Manifests.Modes;

namespace Cekura.Runs.Plan;

/// <summary>
/// From a batch of test cases to the body of its start request, <c>POST /test_framework/v1/scenarios/run_scenarios_json/</c>.
/// </summary>
internal static class SuiteBody
{
    /// <summary>Options of a mode that a suite takes too, under the same name.</summary>
    private static readonly string[] Options =
    [
        "livekit_data",
        "pipecat_data",
        "concurrency_limit",
        "agent_number",
        "outbound_phone_number",
        "mode",
        "mock_tool_names",
    ];

    /// <exception cref="CekuraConfigurationException">The batch cannot be sent as it is.</exception>
    public static JsonObject Of(StartBatch batch, string name, int? concurrencyLimit)
    {
        var options = StartBody.Sent(ModeTable.Find(batch.Mode)!, batch.Options, OptionPlace.Request);
        if (concurrencyLimit is not null)
        {
            options["concurrency_limit"] = concurrencyLimit;
        }

        var body = new JsonObject
        {
            ["spec"] = Spec(batch, (int?)options["concurrency_limit"]),
            ["agent_id"] = batch.AgentId
                ?? throw new CekuraConfigurationException(
                    "A suite needs an agent. Set \"agent\" in the manifest, or AgentId in the settings."
                ),
            ["channel"] = batch.Mode,
            ["name"] = name,
        };
        if (batch.Mode == "chirp" && options["websocket_url"] is { } address)
        {
            body["chirp_data"] = new JsonObject { ["websocket_url"] = address.DeepClone() };
        }

        foreach (var option in Options)
        {
            if (options[option] is { } value)
            {
                body[option] = value.DeepClone();
            }
        }

        return body;
    }

    private static JsonObject Spec(StartBatch batch, int? concurrencyLimit)
    {
        // Only a single test case can be too large: the plan cuts everything else.
        if (batch.Cases is [var only] && SuiteSpec.Size(only) is var size and > SuiteBatches.MaxBytes)
        {
            throw new CekuraConfigurationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"This test case has {size} bytes, and the service takes at most 1 MB in one request. Shorten it."
                )
            );
        }

        return SuiteSpec.Of(batch.Cases, concurrencyLimit);
    }
}
