using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Cekura.Emulator;
using Microsoft.AspNetCore.Http;

namespace Cekura.Cli.Tests;

/// <summary><c>agent check</c> against agents behind real sockets.</summary>
public sealed class AgentCheckTests : IDisposable
{
    private const string Secret = "s3cret-0123456789abcdef";

    private readonly string _home = Directory.CreateTempSubdirectory("cekura-check-").FullName;

    public static TheoryData<string> OverHttp => [.. CheckedAgent.OverHttp];

    private static Dictionary<string, string> Environment => new() { ["DESK_KEY"] = Secret, ["CEKURA_API_URL"] = "http://127.0.0.1:9" };

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Theory]
    [MemberData(nameof(OverHttp))]
    public async Task An_agent_that_answers_every_request_in_its_own_way_is_found_too(string protocol)
    {
        await using var agent = await CheckedAgent.StartAsync(protocol, takesAll: true);

        var (code, output, error) = await CheckAsync($"{agent.Url}/agent", "--format", "json");

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(protocol, (string)JsonNode.Parse(output)!["protocol"]!);
    }

    [Theory]
    [MemberData(nameof(OverHttp))]
    public async Task The_protocol_of_an_agent_is_found_among_all(string protocol)
    {
        await using var agent = await CheckedAgent.StartAsync(protocol);

        var (code, output, error) = await CheckAsync($"{agent.Url}/agent", "--format", "json");

        Assert.Equal((0, ""), (code, error));
        var found = JsonNode.Parse(output)!;
        Assert.Equal((true, protocol), ((bool)found["answered"]!, (string)found["protocol"]!));
        Assert.Contains(found["exchange"]!.AsArray(), line => ((string)line!["kind"]!, (string)line["text"]!) == ("agent", "Hi there."));
        Assert.Equal(
            (1, protocol, $"{agent.Url}/agent"),
            ((int)found["entry"]!["id"]!, (string)found["entry"]!["protocol"]!, (string)found["entry"]!["url"]!)
        );

        // Each one before it was tried once, and says why it was not the one.
        var failed = found["failed"]!.AsArray();
        Assert.Equal(agent.Requests.Count - 1, failed.Count);
        Assert.All(failed, one => Assert.Contains("HTTP 422", (string)one!["problem"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_websocket_answers_too()
    {
        await using var agent = await CheckedAgent.StartAsync("websocket");
        var url = agent.Url.Replace("http://", "ws://", StringComparison.Ordinal) + "/chat";

        var (code, output, error) = await CheckAsync(url);

        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith($"The agent at {url} speaks websocket.\n", output, StringComparison.Ordinal);
        Assert.Contains("agent   Hi there.\n", output, StringComparison.Ordinal);
        Assert.Contains("\"protocol\": \"websocket\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_exchange_is_shown_with_its_times_and_tool_calls()
    {
        await using var agent = await CheckedAgent.StartAsync("openai-chat");

        var (code, output, _) = await CheckAsync($"{agent.Url}/v1/chat/completions", "--message", "Good morning", "--model", "tiny");

        Assert.Equal(0, code);
        Assert.Matches(
            """
            ^The agent at http://\S+/v1/chat/completions speaks openai-chat\.

            AT +WHO +WHAT
            0 ms +caller +Good morning
            \d+ ms +tool call +find_slot \{"day":1\}
            \d+ ms +agent +Hi there\.
            First word after \d+ ms, whole answer after \d+ ms, tool calls: 1\.

            For "agents" of a seed
            """.ReplaceLineEndings("\n"),
            output
        );
        Assert.Contains("\"model\": \"tiny\"", output, StringComparison.Ordinal);
        var request = JsonNode.Parse(Assert.Single(agent.Requests))!;
        Assert.Equal(("tiny", "Good morning"), ((string)request["model"]!, (string)request["messages"]![0]!["content"]!));
    }

    [Fact]
    public async Task An_agent_that_speaks_none_of_them_is_told_each_reason()
    {
        await using var agent = await CheckedAgent.StartAsync("none of ours");

        var (code, output, error) = await CheckAsync($"{agent.Url}/agent");

        Assert.Equal((1, ""), (code, error));
        Assert.StartsWith($"The agent at {agent.Url}/agent did not answer \"Hello\".\n\nTried:\n", output, StringComparison.Ordinal);
        foreach (var protocol in CheckedAgent.OverHttp)
        {
            Assert.Contains(
                $"\n{protocol}: The agent at {agent.Url}/agent answered HTTP 422: \"unknown request\". ",
                output,
                StringComparison.Ordinal
            );
        }

        Assert.DoesNotContain("agents\"", output, StringComparison.Ordinal);
        Assert.Equal(6, agent.Requests.Count);
    }

    [Fact]
    public async Task A_wrong_protocol_that_is_named_is_the_only_one_tried()
    {
        await using var agent = await CheckedAgent.StartAsync("openai-chat");

        var (code, output, _) = await CheckAsync($"{agent.Url}/agent", "--protocol", "a2a", "--format", "json");

        Assert.Equal(1, code);
        var found = JsonNode.Parse(output)!;
        Assert.Equal((false, null), ((bool)found["answered"]!, found["entry"]));
        Assert.Equal("a2a", (string)Assert.Single(found["failed"]!.AsArray())!["protocol"]!);
        Assert.Single(agent.Requests);
    }

    [Fact]
    public async Task A_path_that_a_protocol_prescribes_is_asked_by_that_alone()
    {
        await using var agent = await CheckedAgent.StartAsync("a2a");

        var (code, output, _) = await CheckAsync($"{agent.Url}/v1/responses");

        Assert.Equal(1, code);
        Assert.Contains("--protocol tries another", output, StringComparison.Ordinal);
        Assert.True(JsonNode.Parse(Assert.Single(agent.Requests))!.AsObject().ContainsKey("input"));
    }

    /// <summary>By what the agent says that it misses, and by where its answer has words.</summary>
    [Theory]
    [InlineData(
        "text",
        """{"error":"field text is required"}""",
        """{"id":"7","answer":{"parts":[{"kind":"text","text":"You said ECHO"}]}}""",
        "$.answer.parts[*].text"
    )]
    [InlineData(
        "Question",
        """{"errors":{"Question":["The Question field is required."]}}""",
        """{"the answer":"no","reply":"You said ECHO"}""",
        null
    )]
    [InlineData("message", "", """{"status":"ok","data":{"response":"You said ECHO"}}""", "$.data.response")]
    public async Task An_interface_of_an_agent_s_own_is_found_too(string field, string refusal, string answer, string? reply)
    {
        await using var agent = await CheckedAgent.StartAsync(
            (context, body) =>
            {
                var said = (JsonNode.Parse(body) as JsonObject)?[field];
                context.Response.StatusCode = said is JsonValue ? 200 : 400;
                context.Response.ContentType = "application/json";
                return context.Response.WriteAsync(
                    said is JsonValue ? answer.Replace("ECHO", $"{said}", StringComparison.Ordinal) : refusal
                );
            }
        );

        var (code, output, error) = await CheckAsync($"{agent.Url}/agent", "--format", "json");

        Assert.Equal((0, ""), (code, error));
        var found = JsonNode.Parse(output)!;
        Assert.Equal("You said Hello", (string)found["exchange"]![1]!["text"]!);
        Assert.Equal(("http", reply), ((string)found["entry"]!["protocol"]!, (string?)found["entry"]!["reply"]));
        Assert.Equal(field == "message" ? null : "{\"" + field + "\":\"{{message}}\"}", found["entry"]!["body"]?.ToJsonString());
    }

    [Theory]
    [InlineData("table", 200)]
    [InlineData("json", 200)]
    [InlineData("table", 500)]
    [InlineData("json", 500)]
    public async Task Nothing_that_an_agent_says_steers_a_terminal_or_a_build_server(string format, int status)
    {
        await using var agent = await CheckedAgent.StartAsync(
            (context, _) =>
            {
                context.Response.StatusCode = status;
                return context.Response.WriteAsJsonAsync(new { reply = "canary \u001b[2J\u202e\r\n::error::forged\n##vso[task.complete]" });
            }
        );

        var (_, output, error) = await CheckAsync($"{agent.Url}/agent", "--format", format);

        Assert.Equal("", error);
        Assert.Contains("canary", output, StringComparison.Ordinal);
        Assert.DoesNotContain(output, letter => letter is '\u001b' or '\u202e');
        Assert.DoesNotContain(output.Split('\n'), line => line.TrimStart().StartsWith("::", StringComparison.Ordinal));
        Assert.DoesNotContain("##vso", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_without_words_is_none()
    {
        await using var agent = await CheckedAgent.StartAsync(
            (context, _) => context.Response.WriteAsJsonAsync(new { activities = Array.Empty<string>() })
        );

        var (code, output, _) = await CheckAsync($"{agent.Url}/api/messages");

        Assert.Equal(1, code);
        Assert.Contains("answered without words", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_let_in_is_not_asked_by_every_protocol()
    {
        await using var agent = await CheckedAgent.StartAsync(
            (context, _) =>
            {
                context.Response.StatusCode = 401;
                return context.Response.WriteAsync($"unknown key {context.Request.Headers.Authorization}");
            }
        );

        var (code, output, _) = await CheckAsync($"{agent.Url}/agent", "--header", "Authorization=Bearer DESK_KEY");

        Assert.Equal(1, code);
        Assert.Contains("answered HTTP 401: \"unknown key Bearer ***\"", output, StringComparison.Ordinal);
        Assert.Contains("--header", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, output, StringComparison.Ordinal);
        Assert.Single(agent.Requests);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    public async Task A_secret_comes_from_a_variable_and_is_shown_nowhere(string format)
    {
        await using var agent = await CheckedAgent.StartAsync(
            (context, _) => context.Response.WriteAsJsonAsync(new { reply = $"You sent {context.Request.Headers.Authorization}" })
        );

        var (code, output, error) = await CheckAsync(
            $"{agent.Url}/agent",
            "--protocol",
            "http",
            "--header",
            "Authorization=Bearer DESK_KEY",
            "--format",
            format
        );

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("You sent Bearer ***", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, output, StringComparison.Ordinal);
        Assert.Contains("\"env\": \"DESK_KEY\"", output, StringComparison.Ordinal);
        Assert.Contains("\"prefix\": \"Bearer \"", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("table", 200)]
    [InlineData("json", 200)]
    [InlineData("table", 400)]
    [InlineData("json", 400)]
    public async Task A_secret_of_the_address_is_shown_nowhere(string format, int status)
    {
        await using var agent = await CheckedAgent.StartAsync(
            (context, _) =>
            {
                context.Response.StatusCode = status;
                return context.Response.WriteAsJsonAsync(
                    new { reply = $"You sent {context.Request.QueryString}, {context.Request.Query["code"]}" }
                );
            }
        );
        var seed = Path.Combine(_home, "emulator.seed.json");

        var (code, output, error) = await CheckAsync(
            $"{agent.Url}/agent?tier=gold&code=ca%2Fnary&api-key=canary",
            "--protocol",
            "http",
            "--format",
            format,
            "--write",
            seed
        );

        Assert.Equal((status == 200 ? 0 : 1, ""), (code, error));
        Assert.Contains("gold", output, StringComparison.Ordinal);
        Assert.DoesNotContain("nary", output, StringComparison.Ordinal);
        if (status == 200)
        {
            Assert.Contains("?tier=gold&code=***&api-key=***", output, StringComparison.Ordinal);
            Assert.Contains("?tier=gold&code=ca%2Fnary&api-key=canary", await File.ReadAllTextAsync(seed), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Which agent?")]
    [InlineData("no address of an agent", "localhost:5000/chat")]
    [InlineData("no address of an agent", "ftp://localhost/chat")]
    [InlineData("holds a user or a password", "http://anna:pa55word@localhost/chat")]
    [InlineData("cannot be \"openai-chet\". Did you mean \"openai-chat\"?", "http://localhost/chat", "--protocol", "openai-chet")]
    [InlineData("ws:// or wss://", "http://localhost/chat", "--protocol", "websocket")]
    [InlineData("has no address", "http://localhost/chat", "--protocol", "command")]
    [InlineData("not an option of the protocol a2a", "http://localhost/chat", "--protocol", "a2a", "--model", "tiny")]
    [InlineData("variable NOT_SET", "http://localhost/chat", "--header", "Authorization=NOT_SET")]
    [InlineData("not the name of a variable", "http://localhost/chat", "--header", "Authorization=Bearer pa55word")]
    [InlineData("another form", "http://localhost/chat", "--header", "Authorization")]
    [InlineData("not both", "http://localhost/chat", "--agent", "1")]
    [InlineData("Which seed?", "--agent", "1")]
    [InlineData("--timeout cannot be 0", "http://localhost/chat", "--timeout", "0")]
    public async Task What_cannot_be_asked_is_a_message(string message, params string[] arguments)
    {
        var (code, output, error) = await CheckAsync(arguments);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("pa55word", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("ws")]
    public async Task Nothing_that_listens_is_said_once(string scheme)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var (code, output, _) = await CheckAsync($"{scheme}://127.0.0.1:{port}/agent");

        Assert.Equal(1, code);
        Assert.Equal(2, output.Split("Nothing listens at ").Length);
        Assert.DoesNotContain("protocol", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("ws")]
    public async Task An_agent_that_hangs_is_not_waited_for(string scheme)
    {
        await using var agent = await CheckedAgent.StartAsync((context, _) => HangAsync(context));

        var (code, output, _) = await CheckAsync($"{scheme}{agent.Url[4..]}/chat/completions", "--timeout", "1");

        Assert.Equal(1, code);
        Assert.Contains("within 1 s", output, StringComparison.Ordinal);
        Assert.Contains("give it longer with --timeout", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_entry_is_added_to_a_seed_and_nothing_else_is_changed()
    {
        await using var agent = await CheckedAgent.StartAsync("openai-chat");
        var seed = Path.Combine(_home, "emulator.seed.json");
        await File.WriteAllTextAsync(
            seed,
            "{\n  // Ours.\n  \"agents\": [\n    { \"id\": 1, \"websocket_url\": \"ws://127.0.0.1:9/chat\" }, // first\n  ],\n}\n"
        );

        var (taken, _, error) = await CheckAsync($"{agent.Url}/v1/chat/completions", "--write", "emulator.seed.json");
        Assert.Equal(2, taken);
        Assert.Contains("has an agent 1, which is not overwritten", error, StringComparison.Ordinal);
        Assert.Empty(agent.Requests);

        var (code, output, _) = await CheckAsync(
            $"{agent.Url}/v1/chat/completions",
            "--write",
            "emulator.seed.json",
            "--id",
            "2",
            "--header",
            "Authorization=Bearer DESK_KEY"
        );

        Assert.Equal(0, code);
        Assert.Contains($"Written into {seed}", output, StringComparison.Ordinal);
        Assert.Equal(
            $$"""
            {
              // Ours.
              "agents": [
                { "id": 1, "websocket_url": "ws://127.0.0.1:9/chat" }, // first
                { "id": 2, "agent_name": "Agent at {{new Uri(
                agent.Url
            ).Authority}}", "protocol": "openai-chat", "url": "{{agent.Url}}/v1/chat/completions", "headers": { "Authorization": { "env": "DESK_KEY", "prefix": "Bearer " } } },
              ],
            }

            """.ReplaceLineEndings(
                "\n"
            ),
            await File.ReadAllTextAsync(seed)
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{ }")]
    [InlineData("{ \"agents\": [] }")]
    [InlineData("{ \"project\": 742 }")]
    [InlineData(
        "{ \"personalities\": [ { \"id\": 1, \"name\": \"Calm\" } ], \"scenarios\": [ { \"id\": 101, \"name\": \"Book\", \"agent\": 1, \"personality\": 1, \"instructions\": \"x\" } ] }"
    )]
    public async Task A_seed_gets_its_first_agent(string? before)
    {
        await using var agent = await CheckedAgent.StartAsync("a2a");
        var seed = Path.Combine(_home, "new.seed.json");
        if (before is not null)
        {
            await File.WriteAllTextAsync(seed, before);
        }

        var (code, _, error) = await CheckAsync($"{agent.Url}/a2a", "--write", "new.seed.json");

        Assert.Equal((0, ""), (code, error));
        EmulatorSeed.Load(seed);
        var agents = JsonNode.Parse(await File.ReadAllTextAsync(seed))!["agents"]!.AsArray();
        Assert.Equal((1, "a2a"), ((int)Assert.Single(agents)!["id"]!, (string)agents[0]!["protocol"]!));

        // A path that is named so is tried by that protocol first.
        Assert.Single(agent.Requests);
    }

    [Fact]
    public async Task Nothing_is_written_when_nothing_answers_or_the_seed_has_errors()
    {
        await using var agent = await CheckedAgent.StartAsync("none of ours");
        var seed = Path.Combine(_home, "kept.seed.json");

        Assert.Equal(1, (await CheckAsync($"{agent.Url}/agent", "--write", "kept.seed.json")).ExitCode);
        Assert.False(File.Exists(seed));
        await File.WriteAllTextAsync(seed, "{ \"agents\": 5 }");
        var (code, _, error) = await CheckAsync($"{agent.Url}/agent", "--write", "kept.seed.json");
        Assert.Equal(2, code);
        Assert.Contains("kept.seed.json", error, StringComparison.Ordinal);
        Assert.Equal("{ \"agents\": 5 }", await File.ReadAllTextAsync(seed));
    }

    [Fact]
    public async Task An_agent_of_the_seed_is_asked_as_the_seed_says()
    {
        await using var agent = await CheckedAgent.StartAsync("openai-chat");
        await File.WriteAllTextAsync(
            Path.Combine(_home, "desk.seed.json"),
            $$"""
            { "agents": [ { "id": 7, "protocol": "openai-chat", "url": "{{agent.Url}}/agent", "headers": { "Authorization": { "env": "DESK_KEY" } } } ] }
            """
        );
        await File.WriteAllTextAsync(
            Path.Combine(_home, "cekura.runsettings"),
            "<RunSettings><Cekura><ApiUrl>emulator</ApiUrl><Seed>desk.seed.json</Seed></Cekura></RunSettings>"
        );

        var (code, output, error) = await CheckAsync("--agent", "7");

        Assert.Equal((0, ""), (code, error));
        Assert.Contains($"The agent at {agent.Url}/agent speaks openai-chat.", output, StringComparison.Ordinal);
        Assert.Contains("desk.seed.json has no agent 8. It has 7.", (await CheckAsync("--agent", "8")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_of_the_seed_that_does_not_start_is_named()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_home, "desk.seed.json"),
            """
            {
              "agents": [
                { "id": 1, "protocol": "command", "command": ["no-such-program-anywhere"] },
                { "id": 2, "protocol": "openai-chat", "url": "http://127.0.0.1:{port}/chat", "launch": { "command": "no-such-program-anywhere" } }
              ]
            }
            """
        );

        foreach (var id in new[] { "1", "2" })
        {
            var (code, output, _) = await CheckAsync("--agent", id, "--seed", "desk.seed.json");

            Assert.Equal(1, code);
            Assert.Contains("\"no-such-program-anywhere\" does not start", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_program_of_the_seed_answers_a_line()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await File.WriteAllTextAsync(
            Path.Combine(_home, "desk.seed.json"),
            """
            { "agents": [ { "id": 1, "protocol": "command", "command": ["sh", "-c", "read line; echo '{ \"content\": \"Hi there.\" }'; read line"] } ] }
            """
        );

        var (code, output, error) = await CheckAsync("--agent", "1", "--seed", "desk.seed.json", "--format", "json");

        Assert.Equal((0, ""), (code, error));
        Assert.Equal("Hi there.", (string)JsonNode.Parse(output)!["exchange"]![1]!["text"]!);
    }

    private static async Task HangAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    private Task<(int ExitCode, string Out, string Error)> CheckAsync(params string[] arguments) =>
        Command.RunAsync(_home, Environment, ["agent", "check", .. arguments]);
}
