namespace Cekura.Contract.Tests.Differential;

/// <summary>Valid documents of both kinds, and what is made of them.</summary>
internal static class Corpus
{
    private const int MutationsOfEach = 400;

    private static readonly string[] ManifestWords =
    [
        "text",
        "voice",
        "chirp",
        "api_chat",
        "voise",
        "00:10:00",
        "2028-02-29",
        "2027-02-29",
        "1900-02-29",
        "2027-13-01",
        "0:00:01",
        "23:59:59",
        "24:00:00",
        "0:00:00",
        "00:60:00",
        "10",
        "pass",
        " fail ",
        "<= 2000",
        "<=2e3",
        ">.5",
        "== 1.",
        "< -3",
        "> +1e-2",
        "<= ",
        "<",
        "in happy, neutral",
        "in",
        "in ,",
        "in a,,b",
        "inhappy",
        "in\thappy",
        "=> 3",
        "NaN",
        "== Infinity",
        "== 1e",
        "ws://127.0.0.1:8765/chat",
        "wss://a",
        "ws://",
        "WS://a",
        "ws://a b",
        "http://a",
        "https://a/x?y#z",
        "sip:me@host",
        "sip:me@host:5060",
        "sip:host",
        "sip:me@[::1]:5060",
        "+14155551234",
        "14155551234",
        "+0123",
        "me@example.com",
        "me@",
        "same_number",
        "personalities",
        "test_profiles",
        "scenarios",
        "suites",
        "options",
        "mode",
        "timeout",
        "endpoint",
        "command",
        "frequency",
        "pass_at_least",
        "name",
        "agent",
        "websocket_url",
        "livekit_data",
        "scenario",
        "personality_ids",
        "api_secret",
    ];

    private static readonly string[] SuiteWords =
    [
        "1",
        "2",
        "en",
        "xx",
        "multi",
        "instruction",
        "conditional_actions",
        "real_world_smart",
        "end_call",
        "dtmf",
        "hang_up",
        "refund_opened",
        "Refund-Opened",
        "cartesia",
        "11labs",
        "sonic-3.5",
        "eleven_turbo_v2_5",
        "off",
        "base",
        "prompt",
        "language",
        "voice_model",
        "voice_id",
        "background_noise",
        "speed",
        "instructions",
        "type",
        "metrics",
        "tools",
        "tags",
        "personality",
        "test_profile",
        "frequency",
        "max_duration",
        "concurrency_limit",
        "key",
        "name",
        "description",
        "interruption_level",
        "accent",
        "phone_number",
        "agent_variables",
        "caller_variables",
        "defaults",
        "suite",
        "version",
    ];

    private static readonly string[] Manifests =
    [
        """{ "scenarios": [ { "id": 101 } ] }""",
        """{ "suites": [ "refunds.tests.json" ], "agent": 12, "mode": "voice" }""",
        """
            { "$schema": "cekura.schema.json", "name": "Appointments", "agent": 12, "mode": "text",
              "personalities": [ { "id": 3, "name": "Calm" }, 7 ], "test_profiles": [ { "id": 20, "name": "Maria" } ],
              "scenarios": [
                { "id": 101, "name": "Book", "folder": "Booking", "tags": ["smoke", "fast"], "agent": 13 },
                { "id": 102, "personalities": [7], "test_profiles": [21, { "id": 22 }], "mode": "voice", "frequency": 5, "pass_at_least": 4, "timeout": "00:10:00",
                  "expect": { "Latency": "<= 2000", "Confirms": "pass", "Sentiment": "in happy, neutral" } },
                { "id": 103, "skip": "waiting for the calendar", "quarantine": { "until": "2028-02-29", "reason": "a new prompt" }, "options": { "text": { "websocket_url": "wss://agent.example/chat" } } } ],
              "suites": [ "a.tests.json" ] }
            """,
        """
            { "scenarios": [ { "id": 1 } ], "options": {
                "text": { "assistant_id": "a", "project_id": 3, "agent_number": "+14155551234", "outbound_phone_number": "+14155551234", "concurrency_limit": 2,
                          "mock_tool_names": ["find", "book"], "websocket_url": "ws://127.0.0.1:8765/chat", "websocket_headers": { "X-Trace": "1" } },
                "voice": { "mode": "same_number", "dial_command": ["./dial", "--now"] },
                "chirp": { "mode": "different_numbers", "websocket_url": "wss://agent.example" },
                "sip": { "sip_endpoint": "sip:agent@example.com:5060" },
                "elevenlabs": { "elevenlabs_agent_id": "e", "elevenlabs_data": { "elevenlabs_base_url_override": null } } } }
            """,
        """
            { "scenarios": [ { "id": 1, "mode": "livekit_v2", "options": { "livekit_v2": { "publish_data_message": { "a": [1] } } } } ], "options": {
                "livekit_v2": { "concurrency_limit": null, "mock_tool_names": null, "livekit_data": { "config": { "x": 1 }, "agent_name": "front-desk", "url": null } },
                "pipecat_v2": { "pipecat_data": { "pipecat_agent_name": "p", "config": {}, "room_properties": null } },
                "websocket": { "websocket_url": "wss://agent.example", "mock_tool_names": [] },
                "vapi_webrtc": { "vapi_assistant_id": "v", "project_id": 4 }, "retell_webrtc": { "retell_agent_id": "r", "concurrency_limit": 3 } } }
            """,
        """
            { "scenarios": [ { "id": 1, "mode": "api_chat" }, { "id": 2, "mode": "email" }, { "id": 3, "mode": "agora" } ], "options": {
                "api_chat": { "assistant_id": "a", "timeout": 60, "command": ["python3", "agent.py"] }, "email": { "agent_email": "me@example.com" },
                "agora": { "mode": "same_number", "agent_number": "+14155551234" } } }
            """,
    ];

    private static readonly string[] Suites =
    [
        """{ "version": "1", "scenarios": [ { "name": "Refund", "instructions": "Ask for a refund." } ] }""",
        """
            { "$schema": "cekura.tests.schema.json", "version": "1", "suite": { "name": "Refunds", "description": "Money back." },
              "defaults": { "frequency": 2, "language": "en", "max_duration": 120, "metrics": [3, "refund_opened"], "personality": 7, "tags": ["smoke"], "test_profile": 20, "phone_number": "+17776666333", "concurrency_limit": 4 },
              "scenarios": [
                { "name": "Refund", "key": "refund-1", "type": "instruction", "instructions": "Ask.", "first_message": "Hello", "expected_outcome": "Refunded.",
                  "tools": ["end_call", "dtmf"], "metrics": ["tone_of_voice"], "tags": ["late"], "frequency": 1, "max_duration": 60, "language": "de" },
                { "name": "Script", "type": "conditional_actions", "language": "en", "conditional_actions": { "conditions": [
                  { "id": 0, "condition": "FIRST_MESSAGE", "action": "Hello <endcall />", "type": "standard", "fixed_message": true } ] } } ] }
            """,
        """
            { "version": "1", "scenarios": [
                { "name": "Angry", "instructions": "Shout.",
                  "personality": { "base": 3, "name": "Angrier", "speed": 1.1, "end_call_enabled": true },
                  "test_profile": { "name": "Maria", "agent_variables": { "tier": "gold" }, "caller_variables": { "order": 7 } } },
                { "name": "New", "instructions": "Ask.", "personality": { "prompt": "Calm.", "language": "en", "voice_model": "sonic-3.5", "voice_id": "v",
                  "background_noise": "off", "provider": "cartesia", "speed": 0.8 } } ] }
            """,
    ];

    // Lists of manifests have no limit; what stands a hundred times twice would hide errors behind the hundred that are shown.
    public static IReadOnlyList<string> OfManifests() => Make(Manifests, ManifestWords, longestList: 33);

    public static IReadOnlyList<string> OfSuites() => Make(Suites, SuiteWords, longestList: int.MaxValue);

    private static List<string> Make(string[] valid, string[] words, int longestList)
    {
        var documents = valid.Select(document => System.Text.Json.Nodes.JsonNode.Parse(document)!.ToJsonString()).ToList();
        for (var index = 0; index < valid.Length; index++)
        {
            var mutator = new Mutator(seed: index, words, longestList);
            documents.AddRange(Enumerable.Range(0, MutationsOfEach).Select(_ => mutator.Mutate(valid[index])));
        }

        return [.. documents.Distinct(StringComparer.Ordinal)];
    }
}
