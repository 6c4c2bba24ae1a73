using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;

namespace Cekura.Emulator.Tests.Suites;

/// <summary>What the service refuses about a suite, each with its location (<c>POST scenarios/run_scenarios_json/</c>).</summary>
public sealed class SuiteErrorTests
{
    private const string Conditional = "\"name\": \"A\", \"type\": \"conditional_actions\"";

    [Theory]
    [InlineData("{}", "version", "Must be \"1\".")]
    [InlineData("{}", "scenarios", "'scenarios' is required.")]
    [InlineData("[]", "spec", "Must be an object.")]
    [InlineData("""{ "version": 1, "scenarios": [] }""", "version", "Must be \"1\".")]
    [InlineData("""{ "version": "1", "scenarios": [] }""", "scenarios", "Must have at least 1 entries.")]
    [InlineData("""{ "version": "1", "scenarios": {} }""", "scenarios", "Must be a list.")]
    [InlineData("""{ "version": "1", "scenarios": [1] }""", "scenarios[0]", "Must be an object.")]
    [InlineData(
        """{ "version": "1", "agent_id": 12, "scenarios": [] }""",
        "agent_id",
        "The agent is named by the request, not by the spec. Remove 'agent_id'."
    )]
    [InlineData("""{ "version": "1", "extra": 1, "scenarios": [] }""", "extra", "Unknown field 'extra'.")]
    [InlineData("""{ "version": "1", "suite": { "title": "x" }, "scenarios": [] }""", "suite.title", "Unknown field 'title'.")]
    [InlineData("""{ "version": "1", "defaults": { "name": "x" }, "scenarios": [] }""", "defaults.name", "Unknown field 'name'.")]
    [InlineData(
        """{ "version": "1", "defaults": { "frequency": 0 }, "scenarios": [] }""",
        "defaults.frequency",
        "Must be an integer of at least 1."
    )]
    [InlineData(
        """{ "version": "1", "defaults": { "personality": 99 }, "scenarios": [] }""",
        "defaults.personality",
        "No personality with ID 99 in project 742."
    )]
    public async Task Refuses_a_wrong_suite(string spec, string location, string message)
    {
        await using var bench = new EmulatorBench(SuiteSeeds.Clinic);

        Assert.Contains(message, (await ErrorsAsync(bench, SuiteSeeds.Spec(spec)))[location]!.AsArray().Select(item => item!.ToString()));
    }

    [Theory]
    [InlineData("""{ "instructions": "x" }""", "name", "'name' is required.")]
    [InlineData("""{ "name": "", "instructions": "x" }""", "name", "Must not be empty.")]
    [InlineData("""{ "name": 5, "instructions": "x" }""", "name", "Must be a string.")]
    [InlineData("""{ "name": "A" }""", "instructions", "Instructions are required.")]
    [InlineData(
        """{ "name": "A", "instructions": "x", "type": "free" }""",
        "type",
        "Must be one of conditional_actions, instruction, real_world_fixed, real_world_smart."
    )]
    [InlineData(
        """{ "name": "A", "instructions": "x", "metrics": ["greetng"] }""",
        "metrics[0]",
        "No metric with slug 'greetng' in project 742. Check the slug in the dashboard, or reference the metric by its numeric ID."
    )]
    [InlineData("""{ "name": "A", "instructions": "x", "metrics": [55, 99] }""", "metrics[1]", "No metric with ID 99 in project 742.")]
    [InlineData(
        """{ "name": "A", "instructions": "x", "metrics": ["Says Hello"] }""",
        "metrics[0]",
        "Must be the ID of a metric, or its slug: small letters, digits and underscores."
    )]
    [InlineData(
        """{ "name": "A", "instructions": "x", "metrics": ["billing_only"] }""",
        "metrics[0]",
        "Metric 60 \"Billing only\" is not enabled for agent 12, so it would not be evaluated. Enable it, or leave it out."
    )]
    [InlineData(
        """{ "name": "A", "instructions": "x", "personality": "Ann" }""",
        "personality",
        "Must be the ID of a personality, or an object."
    )]
    [InlineData("""{ "name": "A", "instructions": "x", "personality": 99 }""", "personality", "No personality with ID 99 in project 742.")]
    [InlineData(
        """{ "name": "A", "instructions": "x", "personality": { "base": 99 } }""",
        "personality.base",
        "No personality with ID 99 in project 742."
    )]
    [InlineData(
        """{ "name": "A", "instructions": "x", "personality": { "prompt": "p" } }""",
        "personality.voice_model",
        "'voice_model' is required when no 'base' personality is given."
    )]
    [InlineData(
        """{ "name": "A", "instructions": "x", "personality": { "base": 3, "speed": 1.5 } }""",
        "personality.speed",
        "Must be a number from 0.8 to 1.2."
    )]
    [InlineData(
        """{ "name": "A", "instructions": "x", "personality": { "base": 3, "message_plan": {} } }""",
        "personality.message_plan",
        "Unknown field 'message_plan'."
    )]
    [InlineData(
        """{ "name": "A", "instructions": "x", "personality": { "base": 3, "accent": "Texan" } }""",
        "personality.accent",
        "Unknown field 'accent'."
    )]
    [InlineData("""{ "name": "A", "instructions": "x", "phone_number": 5 }""", "phone_number", "Must be a string.")]
    [InlineData(
        """{ "name": "A", "instructions": "x", "test_profile": 99 }""",
        "test_profile",
        "No test profile with ID 99 on agent 12 or its project."
    )]
    [InlineData("""{ "name": "A", "instructions": "x", "test_profile": {} }""", "test_profile", "Must not be empty.")]
    [InlineData(
        """{ "name": "A", "instructions": "x", "test_profile": { "agent_variables": 1 } }""",
        "test_profile.agent_variables",
        "Must be an object."
    )]
    [InlineData(
        """{ "name": "A", "instructions": "x", "tools": ["fax"] }""",
        "tools[0]",
        "Must be one of call_hold, dtmf, end_call, end_call_only_on_transfer, receive_dtmf, send_sms."
    )]
    [InlineData("""{ "name": "A", "instructions": "x", "tags": ["a", 1] }""", "tags[1]", "Must be a string.")]
    [InlineData("""{ "name": "A", "instructions": "x", "language": "klingon" }""", "language", "Must be one of af")]
    [InlineData("{ " + Conditional + ", \"language\": \"en\" }", "conditional_actions", "'conditional_actions' is required.")]
    [InlineData("{ " + Conditional + ", \"conditional_actions\": { \"conditions\": [] } }", "language", "'language' is required.")]
    [InlineData(
        "{ "
            + Conditional
            + ", \"language\": \"en\", \"conditional_actions\": { \"conditions\": [{ \"id\": 0, \"condition\": \"HELLO\", \"action\": \"Hi\", \"type\": \"standard\", \"fixed_message\": true }] } }",
        "conditional_actions.conditions[0]",
        "first condition must have condition='FIRST_MESSAGE'"
    )]
    public async Task Refuses_a_wrong_entry(string entry, string location, string message)
    {
        await using var bench = new EmulatorBench(SuiteSeeds.Clinic);

        var errors = await ErrorsAsync(bench, SuiteSeeds.Request($$"""{ "name": "Fine", "instructions": "x" }, {{entry}}"""));

        Assert.StartsWith(message, errors[$"scenarios[1].{location}"]!.AsArray()[0]!.ToString(), StringComparison.Ordinal);
        Assert.All(errors.AsObject(), error => Assert.StartsWith("scenarios[1]", error.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tells_everything_at_once()
    {
        await using var bench = new EmulatorBench(SuiteSeeds.Clinic);

        var errors = await ErrorsAsync(
            bench,
            SuiteSeeds.Request("""{ "name": "A" }, { "name": "B", "instructions": "x", "metrics": ["nope"], "frequency": -1 }""")
        );

        Assert.Equal(
            ["scenarios[0].instructions", "scenarios[1].frequency", "scenarios[1].metrics[0]"],
            errors.AsObject().Select(error => error.Key)
        );
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, "Must have at most 200 entries.")]
    public async Task Takes_200_entries(int entries, string? message)
    {
        await using var bench = new EmulatorBench(SuiteSeeds.Clinic);
        var request = SuiteSeeds.Request(string.Join(',', Enumerable.Repeat("""{ "name": "A", "instructions": "x" }""", entries)));

        var (status, body) = await bench.TryStartAsync("validate_scenarios_json", request);

        Assert.Equal((message is null ? 200 : 400, message), (status, JsonNode.Parse(body)!["errors"]?["scenarios"]?[0]?.ToString()));
    }

    [Fact]
    public async Task Takes_a_megabyte()
    {
        await using var bench = new EmulatorBench(SuiteSeeds.Clinic);

        var errors = await ErrorsAsync(
            bench,
            SuiteSeeds.Request($$"""{ "name": "A", "instructions": "{{new string('x', 1024 * 1024)}}" }""")
        );

        Assert.Equal("""{"spec":["The spec is larger than 1 MB. Split it."]}""", errors.ToJsonString());
    }

    [Theory]
    [InlineData("{}", """{"spec":["This field is required."],"agent_id":["This field is required."]}""")]
    [InlineData("""{ "agent_id": 99, "spec": {} }""", """{"agent_id":["Invalid pk \"99\" - object does not exist."]}""")]
    [InlineData("""{ "agent_id": 12, "spec": {}, "channel": "sip" }""", """{"channel":["\"sip\" is not a valid choice."]}""")]
    [InlineData(
        """{ "agent_id": 12, "spec": {}, "channel": "text", "livekit_data": {} }""",
        """{"livekit_data":["'livekit_data' is only for the channel 'livekit_v2'."]}"""
    )]
    [InlineData(
        """{ "agent_id": 12, "spec": {}, "channel": "text", "chirp_data": {} }""",
        """{"chirp_data":["'chirp_data' is only for the channel 'chirp'."]}"""
    )]
    [InlineData(
        """{ "agent_id": 12, "spec": {}, "channel": "chirp", "chirp_data": { "websocket_url": "http://x/" } }""",
        """{"chirp_data":["websocket_url: Enter a valid URL that starts with ws:// or wss://."]}"""
    )]
    [InlineData(
        """{ "agent_id": 12, "spec": {}, "mode": "any", "personality_ids": [3], "test_profile_ids": [20], "websocket_url": "ws://x/", "scenarios": [101], "tags": null }""",
        """{"mode":["\"any\" is not a valid choice."],"personality_ids":["This field is not accepted with a spec."],"test_profile_ids":["This field is not accepted with a spec."],"websocket_url":["This field is not accepted with a spec."],"scenarios":["This field is not accepted with a spec."]}"""
    )]
    [InlineData("""{ "agent_id": 12, "spec": {}, "file": "{}" }""", """{"file":["Give a spec or a file, not both."]}""")]
    [InlineData(
        """{ "agent_id": 13, "channel": "text", "spec": { "version": "1", "scenarios": [{ "name": "A", "instructions": "x" }] } }""",
        """["Agent does not have a websocket URL"]"""
    )]
    [InlineData(
        """{ "agent_id": 12, "frequency": 999999999999, "spec": { "version": "1", "scenarios": [{ "name": "A", "instructions": "x", "frequency": 2147483647 }] } }""",
        """["The emulator starts at most 10000 runs with one request."]"""
    )]
    [InlineData(
        """{ "agent_id": 12, "spec": { "version": "1", "scenarios": [{ "name": "A", "instructions": "x", "frequency": 1e30, "max_duration": 1e30 }] } }""",
        """["The emulator starts at most 10000 runs with one request."]"""
    )]
    public async Task Refuses_a_wrong_request(string body, string answer)
    {
        await using var bench = new EmulatorBench(SuiteSeeds.Clinic);

        Assert.Equal((400, answer), await bench.TryStartAsync("run_scenarios_json", body));
    }

    private static async Task<JsonNode> ErrorsAsync(EmulatorBench bench, string request)
    {
        var (status, body) = await bench.TryStartAsync("run_scenarios_json", request);
        Assert.True(status == 400, body);
        Assert.Equal((status, body), await bench.TryStartAsync("validate_scenarios_json", request));
        return JsonNode.Parse(body)!["errors"]!;
    }
}
