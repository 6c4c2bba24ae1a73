using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;
using Cekura.Emulator.Tests.Conversation;
using Microsoft.AspNetCore.Http;

namespace Cekura.Emulator.Tests.Protocols;

/// <summary>An agent that answers requests: from the seed over a conversation to the verdict, with real sockets.</summary>
public sealed class ProtocolRunTests
{
    [Fact]
    public async Task A_conversation_over_HTTP_is_held_recorded_and_scored()
    {
        var headers = new List<string>();
        await using var agent = await LoopbackAgent.ServeAsync(context =>
        {
            headers.Add($"{context.Request.Headers["X-Tier"]} {context.Request.Headers["X-VOCERA-RUN-ID"]}");
            return AnswerAsync(context, said => said == "Hi" ? "Your name?" : "Booked for Omar.");
        });
        await using var bench = new EmulatorBench(Seed(agent));

        var run = await RunAsync(bench);

        Assert.Equal(
            "Testing Agent: Hi; Main Agent: Your name?; Testing Agent: Omar; Function Call: {\"id\":\"c1\",\"name\":\"book\",\"arguments\":\"{}\"}; Main Agent: Booked for Omar.",
            string.Join(
                "; ",
                run["transcript_object"]!
                    .AsArray()
                    .Select(turn => $"{turn!["role"]}: {(turn["data"] is { } data ? data.ToJsonString() : turn["content"])}")
            )
        );
        Assert.Equal(("completed", true), (run["status"]!.ToString(), run["success"]!.GetValue<bool>()));
        Assert.Equal("testing-agent-ended-call", run["metadata"]!["ended_reason"]!.ToString());
        Assert.Equal([$"gold {run["id"]}", $"gold {run["id"]}"], headers);
    }

    [Theory]
    [InlineData(1, 500, "failed", null, "The agent at AGENT answered HTTP 500. Look at the agent's own log.", "main-agent-did-not-answer")]
    [InlineData(
        1,
        401,
        "failed",
        null,
        "The agent at AGENT answered HTTP 401. Check the headers that it expects, and the variables that hold their secrets.",
        "call-rejected"
    )]
    [InlineData(2, 500, "completed", "V28", "The agent answered HTTP 500 after turn 2.", "client-disconnect")]
    public async Task An_agent_that_never_answers_is_no_failure_and_one_that_breaks_off_is(
        int request,
        int status,
        string outcome,
        string? rule,
        string message,
        string reason
    )
    {
        var requests = 0;
        await using var agent = await LoopbackAgent.ServeAsync(context =>
        {
            if (Interlocked.Increment(ref requests) == request)
            {
                context.Response.StatusCode = status;
                return Task.CompletedTask;
            }

            return AnswerAsync(context, _ => "Your name?");
        });
        await using var bench = new EmulatorBench(Seed(agent, """{ "agent_says": "Your name" }"""));

        var run = await RunAsync(bench);

        Assert.Equal(
            (outcome, rule, message, reason),
            (
                run["status"]!.ToString(),
                run["metadata"]!["emulator_verdict"]?["rule"]!.ToString(),
                run["error_message"]!.ToString().Replace(Http(agent), "AGENT", StringComparison.Ordinal),
                run["metadata"]!["ended_reason"]!.ToString()
            )
        );
        Assert.NotEqual(true, run["success"]?.GetValue<bool>());
    }

    [Fact]
    public async Task An_agent_that_never_says_a_word_fell_silent_without_a_wait()
    {
        await using var agent = await LoopbackAgent.ServeAsync(context => AnswerAsync(context, _ => ""));
        await using var bench = new EmulatorBench(Seed(agent, """{ "agent_never_says": "secret" }"""));

        var run = await RunAsync(bench);

        Assert.Equal(
            $"The agent at {Http(agent)} answered and never said a word. It has to answer {{ \"choices\": [ {{ \"message\": {{ \"content\": \"Hello\" }} }} ] }}, or a stream of such deltas.",
            run["error_message"]!.ToString()
        );
        Assert.Equal(("failed", "V28"), (run["status"]!.ToString(), run["metadata"]!["emulator_verdict"]!["rule"]!.ToString()));
    }

    [Theory]
    [InlineData(
        """read q; echo '{"content":"Your name?"}'; read q; echo '{"content":"Booked.","tool_calls":[{"name":"book"}]}'; read q""",
        "completed True"
    )]
    [InlineData(
        "echo oops >&2; exit 3",
        "failed False The agent at sh -c echo oops >&2; exit 3 ended without an answer. It ended with exit code 3. It wrote last:\noops"
    )]
    [InlineData("""read q; echo '{"content":"Your name?"}'; exit 4""", "completed False The agent ended without an answer after turn 2.")]
    public async Task An_agent_may_be_a_program(string script, string expected)
    {
        var agent = $"\"protocol\": \"command\", \"command\": [ \"sh\", \"-c\", {JsonSerializer.Serialize(script)} ]";
        await using var bench = new EmulatorBench(Seed(agent, """{ "tool_called": { "name": "book" } }"""));

        var run = await RunAsync(bench);

        Assert.Equal(expected, $"{run["status"]} {run["success"]?.GetValue<bool>() is true} {run["error_message"]}".TrimEnd());
    }

    // As people write them: what Python writes to a pipe stays in its buffer until it is told otherwise.
    [ProgramFact("python3")]
    public Task An_agent_may_be_a_few_lines_of_Python()
    {
        Environment.SetEnvironmentVariable("PYTHONUNBUFFERED", null);
        return BookAsync(
            "python3",
            "-c",
            """
            import sys, json
            for line in sys.stdin:
                said = json.loads(line)["content"]
                print(json.dumps({"content": "Your name?"} if said == "Hi" else {"content": "Grüße, " + said, "tool_calls": [{"name": "book"}]}))
            """
        );
    }

    [ProgramFact("node")]
    public Task An_agent_may_be_a_few_lines_of_JavaScript() =>
        BookAsync(
            "node",
            "-e",
            """
            require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
              const said = JSON.parse(line).content;
              console.log(JSON.stringify(said === "Hi" ? { content: "Your name?" } : { content: "Grüße, " + said, tool_calls: [{ name: "book" }] }));
            });
            """
        );

    /// <summary>The seed of <c>dotnet new cekura-tests --agent-url</c> fits an agent of which it knows nothing.</summary>
    [Fact]
    public async Task An_agent_of_one_s_own_gets_a_green_and_a_red_run_from_the_template()
    {
        await using var agent = await LoopbackAgent.ServeAsync(context => AnswerAsync(context, _ => "Ciao! What would you like?"));
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Cekura.TestAdapter.sln")))
        {
            directory = directory.Parent!;
        }

        // The lines that the template keeps for a protocol that is no WebSocket.
        var template = await File.ReadAllTextAsync(
            Path.Combine(directory.FullName, "src", "Cekura.Templates", "content", "cekura-tests", "own", "emulator.seed.json")
        );
        var seed = template
            .Replace("\"websocket_url\": \"AGENT_URL\",", "", StringComparison.Ordinal)
            .Replace("\"reply\": \"$.reply\", \"tool_calls\": \"$.tools\",", "", StringComparison.Ordinal)
            .Replace("AGENT_PROTOCOL", "openai-chat", StringComparison.Ordinal)
            .Replace("AGENT_URL", Http(agent), StringComparison.Ordinal);
        await using var bench = new EmulatorBench(seed);

        Assert.Equal("completed True", await VerdictAsync(101));
        Assert.Equal("completed False", await VerdictAsync(102));

        async Task<string> VerdictAsync(int scenario)
        {
            var run = await RunAsync(bench, agent: 1, scenario);
            return $"{run["status"]} {run["success"]!.GetValue<bool>()} {run["error_message"]}".TrimEnd();
        }
    }

    private static async Task BookAsync(params string[] command)
    {
        var agent = $"\"protocol\": \"command\", \"timeout_seconds\": 300, \"command\": {JsonSerializer.Serialize(command)}";
        await using var bench = new EmulatorBench(
            Seed(agent, """{ "all": [ { "tool_called": { "name": "book" } }, { "agent_says": "Grüße, Omar" } ] }""")
        );

        var run = await RunAsync(bench);

        Assert.Equal("completed True", $"{run["status"]} {run["success"]?.GetValue<bool>() is true} {run["error_message"]}".TrimEnd());
    }

    private static string Http(LoopbackAgent agent) => agent.Url.ToString().Replace("ws:", "http:", StringComparison.Ordinal);

    private static async Task AnswerAsync(HttpContext context, Func<string, string> words)
    {
        var request = (await JsonNode.ParseAsync(context.Request.Body))!;
        var said = request["messages"]!.AsArray()[^1]!["content"]!.ToString();
        var message = new JsonObject { ["content"] = words(said) };
        if (said == "Omar")
        {
            message["tool_calls"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = "c1",
                    ["function"] = new JsonObject { ["name"] = "book", ["arguments"] = "{}" },
                }
            );
        }

        await context.Response.WriteAsJsonAsync<JsonNode>(
            new JsonObject { ["choices"] = new JsonArray(new JsonObject { ["finish_reason"] = "stop", ["message"] = message }) }
        );
    }

    internal static async Task<JsonNode> RunAsync(EmulatorBench bench, int agent = 12, int scenario = 101)
    {
        var started = await bench.StartAsync($$"""{ "agent_id": {{agent}}, "scenarios": [{{scenario}}] }""");
        var result = await bench.UntilAsync($"results/{started["id"]}/", answer => answer["status"]!.ToString() is "completed" or "failed");
        return await bench.GetAsync($"runs/{result["runs"]!.AsObject().First().Key}/");
    }

    private static string Seed(LoopbackAgent agent, string rule = """{ "tool_called": { "name": "book" } }""") =>
        Seed($"\"protocol\": \"openai-chat\", \"url\": \"{Http(agent)}\", \"model\": \"desk\"", rule);

    internal static string Seed(string agent, string rule) =>
        $$"""
            {
              "agents": [ { "id": 12, "agent_name": "Desk", {{agent}} } ],
              "personalities": [ { "id": 3, "name": "Calm" } ],
              "test_profiles": [ { "id": 20, "name": "Omar", "information": { "main_agent_variables": { "X-Tier": "gold" } } } ],
              "scenarios": [
                { "id": 101, "name": "Book", "agent": 12, "personality": 3, "test_profile": 20,
                  "conditional_actions": { "role": "You book.", "conditions": [
                    { "id": 0, "condition": "FIRST_MESSAGE", "action": "Hi", "type": "standard", "fixed_message": true },
                    { "id": 1, "condition": "/name/", "action": "Omar", "type": "standard", "fixed_message": true },
                    { "id": 2, "condition": 1, "action": "<endcall />", "type": "action_followup", "fixed_message": true } ] },
                  "outcomes": [ { "text": "It went well", "rule": {{rule}} } ] },
              ],
            }
            """;
}
