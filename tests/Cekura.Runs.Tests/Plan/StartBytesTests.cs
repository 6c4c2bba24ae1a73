using System.Text;
using System.Text.Json;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Tests.Manifest;
using Cekura.Manifests.Tests.Suites;
using Cekura.Runs.Plan;
using Cekura.Runs.Starts;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Plan;

/// <summary>
/// Every start request as it stands on the wire, field by field: whoever rebuilds its body changes no value, no spelling and no null of it.
/// </summary>
public sealed class StartBytesTests
{
    private const string Common = """
        "mock_tool_names": ["ü <lookup>"], "concurrency_limit": 4, "outbound_phone_number": "+14155550000", "agent_number": "+14155551234"
        """;

    private const string Callers = """ "personalities": [3, 7], "test_profiles": [9],""";

    /// <summary>
    /// Mode, its options in another order than that of its table and with every null that it takes, and what its scenario says beside.
    /// </summary>
    private static readonly (string Mode, string Options, string Entry)[] Modes =
    [
        (
            "text",
            $$"""{{Common}}, "project_id": 1376, "assistant_id": "asst_1", "websocket_headers": { "X-Try": "1", "A": "b" }, "websocket_url": "ws://a/?b=1&c='2'" """,
            Callers
        ),
        ("voice", $$"""{{Common}}, "mode": "different_numbers" """, Callers),
        ("chirp", $$"""{{Common}}, "websocket_url": "wss://a/", "mode": "same_number" """, Callers),
        ("sip", $$"""{{Common}}, "sip_endpoint": "sip:a@b:5060", "mode": "same_number" """, Callers),
        (
            "elevenlabs",
            $$"""{{Common}}, "elevenlabs_data": { "elevenlabs_base_url_override": null }, "elevenlabs_agent_id": "e1" """,
            Callers
        ),
        ("agora", $$"""{{Common}}, "mode": "same_number" """, Callers),
        (
            "livekit_v2",
            """ "livekit_data": { "url": null, "agent_name": "desk", "config": { "a": [1, null, 2.50], "b": null } }, "mock_tool_names": [], "publish_data_message": { "k": null } """,
            """ "personalities": [3],"""
        ),
        (
            "pipecat_v2",
            """ "pipecat_data": { "room_properties": null, "config": true, "pipecat_agent_name": null }, "mock_tool_names": null, "concurrency_limit": null, "publish_data_message": null """,
            """ "personalities": [3],"""
        ),
        ("websocket", """ "mock_tool_names": ["a"], "websocket_url": "ws://a/" """, ""),
        ("vapi_webrtc", """ "vapi_assistant_id": "v1", "mock_tool_names": ["a"], "concurrency_limit": 4, "project_id": 1 """, ""),
        ("retell_webrtc", """ "retell_agent_id": "r1", "project_id": 1 """, ""),
        ("api_chat", """ "timeout": null, "command": ["agent"], "project_id": 1, "assistant_id": "a" """, Callers),
        ("email", """ "agent_email": null """, ""),
    ];

    private static readonly string[] Channels = ["text", "voice", "chirp", "elevenlabs", "livekit_v2", "pipecat_v2"];

    [Fact]
    public async Task Scenarios()
    {
        var text = new StringBuilder();
        foreach (var (mode, options, entry) in Modes)
        {
            await SayAsync(
                text,
                CaseMatrix.Expand(
                    Reading.Manifest(
                        $$"""{ "agent": 12, "mode": "{{mode}}", "options": { "{{mode}}": { {{options}} } }, "scenarios": [ { {{entry}} "id": 101, "frequency": 2 }, { {{entry}} "id": 102, "frequency": 2 } ] }"""
                    ),
                    new()
                )
            );
        }

        await Verifier.Verify(text.ToString().TrimEnd('\n'));
    }

    [Fact]
    public async Task Suites()
    {
        var text = new StringBuilder();
        foreach (var (mode, options, _) in Modes.Where(row => Channels.Contains(row.Mode)))
        {
            await SayAsync(
                text,
                SuiteMatrix.Expand(
                    Suite.Of(Suite.Case(""" "tags": ["ü"], "frequency": 2, "personality": 4 """)),
                    Reading.Manifest(
                        $$"""{ "agent": 12, "mode": "{{mode}}", "options": { "{{mode}}": { {{options}} } }, "suites": [ "refunds.tests.json" ] }"""
                    ),
                    new()
                )
            );
        }

        await Verifier.Verify(text.ToString().TrimEnd('\n'));
    }

    private static async Task SayAsync(StringBuilder text, IReadOnlyList<ScenarioCase> cases)
    {
        var handler = new ScriptedHandler();
        using var client = new CekuraClient(new CekuraClientOptions { ApiKey = "test" }, handler);
        var starts = new BatchStart(client, new CekuraSettings(), new StartOptions { LostStartPauses = [] });
        foreach (var batch in RunPlan.For(cases).Batches)
        {
            handler.Answer("""{ "id": 1, "runs": [] }""");
            await starts.StartAsync(batch, "läbel", concurrencyLimit: null, CancellationToken.None);
        }

        foreach (var request in handler.Requests)
        {
            using var body = JsonDocument.Parse(request.Body!);
            text.Append(new Uri(request.Address).PathAndQuery).Append('\n');
            foreach (var field in body.RootElement.EnumerateObject().OrderBy(field => field.Name, StringComparer.Ordinal))
            {
                text.Append(field.Name).Append(": ").Append(field.Value.GetRawText()).Append('\n');
            }

            text.Append('\n');
        }
    }
}
