using System.Text;

namespace Cekura.Emulator.Tests.Seed;

public sealed class SeedErrorTests
{
    private const string Agent = """ "agents": [{ "id": 1 }], """;

    [Theory]
    [InlineData("""{ "agnets": [] }""", 3, "unknown key \"agnets\". Did you mean \"agents\"?")]
    [InlineData("""{ "xyzzy": [] }""", 3, "Known: $schema, project")]
    [InlineData("""{ "agents": {} }""", 13, "agents must be an array")]
    [InlineData("""{ "agents": [{ "id": "x" }] }""", 22, "agents[0].id must be a whole number of at least 1")]
    [InlineData("""{ "agents": [{ "agent_name": "x" }] }""", 14, "agents[0] needs \"id\"")]
    [InlineData("""{ "agents": [{ "id": 1 }, { "id": 1 }] }""", 35, "agents[1].id 1 is taken by agents[0].id")]
    [InlineData("""{ "agents": [{ "id": 1, "lanch": {} }] }""", 25, "Did you mean \"launch\"?")]
    [InlineData("""{ "agents": [{ "id": 1, "launch": { "comand": "x" } }] }""", 37, "Did you mean \"command\"?")]
    [InlineData("""{ "agents": [{ "id": 1, "launch": {} }] }""", 35, "agents[0].launch needs \"command\", or \"project\" in its place")]
    [InlineData(
        """{ "agents": [{ "id": 1, "launch": { "command": "x", "project": "y" } }] }""",
        53,
        "agents[0].launch has both \"command\" and \"project\". Take one of them out."
    )]
    [InlineData("""{ "agents": [{ "id": 1, "traces": "yes" }] }""", 35, "agents[0].traces must be true, false or { \"port\": 4318 }")]
    [InlineData("""{ "agents": [{ "id": 1, "traces": { "prot": 1 } }] }""", 37, "unknown key \"prot\". Known: port")]
    [InlineData("""{ "agents": [{ "id": 1, "traces": { "port": 70000 } }] }""", 45, "agents[0].traces.port must be a whole number")]
    [InlineData("""{ "agents": [{ "id": 1, "websocket_url": "ws://h:{port}/" }] }""", 42, "Add \"launch\", or write the port")]
    [InlineData("""{ "agents": [{ "id": 1, "websocket_url": "http://h/" }] }""", 42, "starts with ws:// or wss://")]
    [InlineData("""{ "agents": [{ "id": 1, "url": "http://h/" }] }""", 25, "agents[0].url needs \"protocol\" beside it")]
    [InlineData(
        """{ "agents": [{ "id": 1, "protocol": "openai_chat", "url": "http://h/" }] }""",
        37,
        "\"agents[0].protocol\" cannot be \"openai_chat\". Did you mean \"openai-chat\"?"
    )]
    [InlineData("""{ "agents": [{ "id": 1, "protocol": "openai-chat" }] }""", 14, "The protocol openai-chat needs \"url\"")]
    [InlineData(
        """{ "agents": [{ "id": 1, "protocol": "openai-chat", "url": "ws://h/" }] }""",
        59,
        "\"agents[0].url\" wants an address that starts with http:// or https://"
    )]
    [InlineData(
        """{ "agents": [{ "id": 1, "protocol": "openai-chat", "url": "http://h:{port}/" }] }""",
        59,
        "Add \"launch\" there, or write the port"
    )]
    [InlineData(
        """{ "agents": [{ "id": 1, "protocol": "openai-chat", "url": "http://me:pw@h/" }] }""",
        59,
        "\"agents[0].url\" holds a user or a password"
    )]
    [InlineData(
        """{ "agents": [{ "id": 1, "protocol": "openai-chat", "url": "http://h/", "modle": "x" }] }""",
        72,
        "unknown key \"modle\". Known: launch, url, headers, timeout_seconds, model"
    )]
    [InlineData(
        """{ "agents": [{ "id": 1, "protocol": "openai-chat", "url": "http://h/", "reply": "$.x" }] }""",
        72,
        "\"reply\" is not an option of the protocol openai-chat. It is one of http."
    )]
    [InlineData(
        """{ "agents": [{ "id": 1, "protocol": "http", "url": "http://h/", "reply": "x" }] }""",
        74,
        "\"agents[0].reply\" wants a place in the agent's answer, such as \"$.reply\""
    )]
    [InlineData(
        """{ "agents": [{ "id": 1, "protocol": "openai-chat", "url": "http://h/", "headers": { "authorization": "Bearer x" } }] }""",
        102,
        "\"agents[0].headers.authorization\" holds a secret, which never stands in a committed file. Write { \"env\": \"NAME\" }"
    )]
    [InlineData(
        """{ "agents": [{ "id": 1, "protocol": "openai-chat", "url": "http://h/", "headers": { "X-A": { "emv": "NAME" } } }] }""",
        94,
        "\"emv\" is not a part of a header. Did you mean \"env\"?"
    )]
    [InlineData(
        """{ "agents": [{ "id": 1, "protocol": "openai-chat", "url": "http://h/", "timeout_seconds": 0 }] }""",
        91,
        "\"agents[0].timeout_seconds\" wants a number from 1 to 3600, and is \"0\"."
    )]
    [InlineData("""{ "agents": [{ "id": 1, "turn_pause_ms": -1 }] }""", 42, "agents[0].turn_pause_ms must be a number from 0 to 60000")]
    [InlineData(
        """{ "agents": [{ "id": 1, "enabled_personalities": [4] }] }""",
        51,
        "enabled_personalities[0] 4 is not among personalities; that section is empty"
    )]
    [InlineData("""{ "personalities": [{ "id": 3, "name": "x", "style": "tarse" }] }""", 54, "Did you mean \"terse\"?")]
    [InlineData("""{ "metrics": [{ "id": 5, "name": "x", "rule": { "agent_say": "x" } }] }""", 49, "Did you mean \"agent_says\"?")]
    [InlineData(
        """{ "metrics": [{ "id": 5, "name": "x", "rule": { "agent_says": "(" } }] }""",
        63,
        "metrics[0].rule.agent_says is not a regular expression"
    )]
    [InlineData("""{ "metrics": [{ "id": 5, "name": "x", "rule": {} }] }""", 47, "metrics[0].rule is empty")]
    [InlineData(
        """{ "metrics": [{ "id": 5, "name": "x", "eval_type": "numeric", "rule": { "max_turns": 2 } }] }""",
        63,
        "\"rule\" is for metrics whose eval_type is binary"
    )]
    [InlineData(
        """{ "metrics": [{ "id": 5, "name": "x", "eval_type": "numeric", "measure": "latency_50" }] }""",
        74,
        "Did you mean \"latency_p50\"?"
    )]
    [InlineData("""{ "rubric": [{ "metric": 9, "op": "gte", "value": 1 }] }""", 26, "rubric[0].metric 9 is not among metrics")]
    [InlineData("""{ "faults": [{ "do": "explode" }] }""", 22, "faults[0].do cannot be \"explode\"")]
    [InlineData("""{ "faults": [{ "do": "status:200" }] }""", 22, "a number from 400 to 599")]
    [InlineData(
        """{ "metrics": [{ "id": 5, "name": "x", "rule": { "tool_called": { "name": "a", "time": 1 } } }] }""",
        79,
        "Did you mean \"times\"?"
    )]
    [InlineData(
        """{ "metrics": [{ "id": 5, "name": "x", "rule": { "tool_called": { "name": "a", "times": -1 } } }] }""",
        88,
        "metrics[0].rule.tool_called.times must be a whole number of at least 0"
    )]
    [InlineData(
        """{ "metrics": [{ "id": 5, "name": "x", "rule": { "tool_called": { "name": "a", "times": 1, "at_most": 2 } } }] }""",
        79,
        "has \"times\" beside \"at_least\" or \"at_most\""
    )]
    [InlineData(
        """{ "metrics": [{ "id": 5, "name": "x", "rule": { "tool_called": { "name": "a", "at_most": 0 } } }] }""",
        90,
        "can never hold: a tool that is called is called once at least. For one that must not be called, write \"times\": 0."
    )]
    [InlineData(
        """{ "metrics": [{ "id": 5, "name": "x", "rule": { "tool_called": { "name": "a", "at_least": 3, "at_most": 2 } } }] }""",
        105,
        "can never hold: \"at_most\" 2 is less than \"at_least\" 3."
    )]
    [InlineData("""{ "limits": { "identical_exchanges": 1 } }""", 38, "limits.identical_exchanges must be a whole number from 2 to 10000")]
    [InlineData(
        """{ "model": { "api_key": "sk-1" } }""",
        14,
        "model.api_key would stand in version control. Set the environment variable CEKURA_MODEL_KEY"
    )]
    [InlineData(
        """{ "model": { "url": "http://u:p@host/v1" } }""",
        21,
        "model.url must be an address of http or https without user, fragment and query but api-version"
    )]
    [InlineData(
        """{ "model": { "key_variable": "sk-1" } }""",
        30,
        "model.key_variable must be the name of an environment variable, and not the key itself."
    )]
    [InlineData("""{ "model": { "url": "http://host/v1?key=1" } }""", 21, "model.url must be an address")]
    [InlineData("""{ "model": { "caler": "tiny" } }""", 14, "Did you mean \"caller\"?")]
    [InlineData("""{ "model": { "caller": "tiny", "max_cost": 1 } }""", 44, "MaxModelCost cannot be kept: nothing says what tiny costs.")]
    [InlineData("""{ "model": { "volatile": ["("] } }""", 27, "model.volatile[0] is not a regular expression")]
    [InlineData("""{ "limits": { "concurent_runs": 1 } }""", 15, "Did you mean \"concurrent_runs\"?")]
    public void Names_place_and_remedy(string seed, int column, string expected)
    {
        var error = Error(seed);

        Assert.Equal((1, column), (error.Line, error.Column));
        Assert.StartsWith($"my.seed.json(1,{column}): ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "id": 1, "name": "x", "agent": 7 }""", "scenarios[0].agent 7 is not among agents; known ids: 1")]
    [InlineData("""{ "id": 1, "name": "x", "outcome": [] }""", "Did you mean \"outcomes\"?")]
    [InlineData("""{ "id": 1, "name": "x", "scenario_type": "conditional_actions" }""", "needs \"conditional_actions\"")]
    [InlineData(
        """{ "id": 1, "name": "x", "conditional_actions": { "role": "r", "conditions": [] } }""",
        "scenarios[0].conditional_actions: "
    )]
    [InlineData("""{ "id": 1, "name": "x", "outcomes": [{ "text": "t" }] }""", "scenarios[0].outcomes[0] needs \"rule\"")]
    [InlineData("""{ "id": 1, "name": "x", "max_duration": 5 }""", "a whole number from 10 to 3600")]
    [InlineData(
        """{ "id": 1, "name": "x", "replay": { "trace": [ 1 ] } }""",
        "scenarios[0].replay.trace must be the JSON of a trace, as OTLP has it: an object with \"resourceSpans\". The JSON holds no traces."
    )]
    [InlineData("""{ "id": 1, "name": "x", "replay": { "status": "finished" } }""", "scenarios[0].replay.status cannot be \"finished\"")]
    public void Names_what_is_wrong_with_a_scenario(string scenario, string expected) =>
        Assert.Contains(expected, Error($$"""{ {{Agent}} "scenarios": [{{scenario}}] }""").Message, StringComparison.Ordinal);

    [Fact]
    public void Refuses_an_outcome_that_waits_for_a_condition_the_script_has_not()
    {
        var error = Error(
            $$"""
            { {{Agent}}
              "scenarios": [{ "id": 1, "name": "x",
                "conditional_actions": { "role": "r", "conditions": [{ "id": 0, "condition": "FIRST_MESSAGE", "action": "Hi", "type": "standard", "fixed_message": true }] },
                "outcomes": [
                  // after a comment with ünïcödé
                  { "text": "ä", "needs_condition": 4, "rule": { "ended_by": "agent" } }] }] }
            """
        );

        Assert.Equal((6, 41), (error.Line, error.Column));
        Assert.Contains("the script has no condition 4; it has 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Needs_an_agent_when_there_are_several()
    {
        var error = Error("""{ "agents": [{ "id": 1 }, { "id": 2 }], "scenarios": [{ "id": 1, "name": "x" }] }""");

        Assert.Contains("scenarios[0] needs \"agent\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Places_a_mistake_in_the_syntax()
    {
        var error = Error("{\n  \"agents\": [\n    oops ] }");

        Assert.Equal((3, 5), (error.Line, error.Column));
        Assert.Contains("this is not JSON", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "{\n  “agents”: [] }",
        "(2,3): error CEK0602: this is not JSON: a typographic quote “ (U+201C) stands where a plain one has to. Write \"."
    )]
    [InlineData("{ \"agents\": [\n<<<<<<< HEAD\n] }", "(2,1): error CEK0602: this is not JSON: a merge conflict marker stands at line 2.")]
    public void Names_what_the_parser_calls_by_a_byte(string seed, string what) =>
        Assert.Contains(what, Error(seed).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("\0\u0001\u0002")]
    [InlineData("""{ "limits": {}, "limits": {} }""")]
    public void Refuses_what_is_not_a_JSON_object_with_unique_keys(string seed) =>
        Assert.Contains("not JSON", Error(seed).Message, StringComparison.Ordinal);

    [Fact]
    public void Names_a_missing_file()
    {
        var error = Assert.Throws<EmulatorSeedException>(() => EmulatorSeed.Load("nowhere/my.seed.json"));

        Assert.Equal("nowhere/my.seed.json", error.Path);
        Assert.Contains("no such seed file", error.Message, StringComparison.Ordinal);
    }

    private static EmulatorSeedException Error(string seed) =>
        Assert.Throws<EmulatorSeedException>(() => EmulatorSeed.Parse(Encoding.UTF8.GetBytes(seed), "my.seed.json"));

    [Theory]
    [InlineData("CEKURA_API_KY", "is passed on without being named")]
    [InlineData("PATH", "Only keys of Cekura are kept back, such as CEKURA_API_KEY.")]
    public void A_variable_that_is_not_kept_back_need_not_be_passed(string name, string message) =>
        Assert.Contains(
            message,
            Error(
                $$"""{ "agents": [{ "id": 1, "websocket_url": "ws://127.0.0.1:1/", "launch": { "command": "x", "pass_variables": ["{{name}}"] } }] }"""
            ).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("""{ "agents": [{ "id": 1, "agent_name": "\ud800" }] }""")]
    [InlineData("""{ "scenarios": [{ "replay": { "metrics": [{ "explanation": ["\udc00"] }] } }] }""")]
    public void Half_a_character_is_said(string json)
    {
        var seed = Encoding.UTF8.GetBytes(json);

        var problem = Assert.Throws<EmulatorSeedException>(() => EmulatorSeed.Parse(seed, "seed.json"));

        Assert.Contains("half a character", problem.Message, StringComparison.Ordinal);
    }
}
