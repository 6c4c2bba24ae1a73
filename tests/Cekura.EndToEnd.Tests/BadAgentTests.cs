using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json.Nodes;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>Agents that do not behave: each test fails in bounded time and says what the agent did.</summary>
public sealed class BadAgentTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    [Theory]
    [InlineData(Runner.VSTest)]
    [LongInlineData(Runner.Platform)]
    public async Task Each_misbehaving_agent_fails_its_own_test_and_is_named(Runner runner)
    {
        await using var agents = await MisbehavingAgents.StartAsync();
        var closed = FreePort();
        var seed = new Dictionary<long, JsonObject>
        {
            [1] = Agent($"ws://127.0.0.1:{closed}/chat"),
            [2] = Agent($"{agents.Address}/rejects"),
            [3] = Agent($"{agents.Address}/silent"),
            [4] = Agent($"{agents.Address}/binary"),
            [5] = Agent($"{agents.Address}/prose"),
            [6] = Agent($"{agents.Address}/closes"),
            [7] = Agent($"{agents.Address}/chatters"),
        };

        var run = await TestAsync(runner, seed);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Equal(seed.Count, run.Named("Failed").Count());
        AssertMessage(run, 1, "did not take place", $"ws://127.0.0.1:{closed}/chat");
        AssertMessage(run, 2, "did not take place", "403");
        AssertMessage(run, 3, "never");
        AssertMessage(run, 4, "the first was binary");
        AssertMessage(run, 5, "Hello, this is not JSON.", "{\"content\"");
        AssertMessage(run, 6, "closed the connection with code 1000 (bye)");
        AssertMessage(run, 7);
    }

    [LongFact]
    public async Task Agents_that_break_off_fail_although_every_outcome_is_met()
    {
        await using var agents = await MisbehavingAgents.StartAsync();
        var seed = new Dictionary<long, JsonObject>
        {
            [1] = Agent($"{agents.Address}/unreadable"),
            [2] = Agent($"{agents.Address}/throws"),
            [3] = Agent($"{agents.Address}/drops"),
            [4] = Agent($"{agents.Address}/falls-silent"),
            [5] = Agent($"{agents.Address}/mumbles"),
        };

        var run = await TestAsync(Runner.VSTest, seed, """{ "agent_says": "Welcome" }""");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["Scenario 5 [Impatient]"], run.Named("Passed"));
        Assert.StartsWith(
            $"The agent at {agents.Address}/unreadable said nothing readable; frames: 1, the first was the text \"{{\"text\":\"Welcome!\"}}\"",
            run.Test("Scenario 1 [Impatient]").Message,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "The agent broke the connection (1011 boom) after turn ",
            run.Test("Scenario 2 [Impatient]").Message,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "The agent broke the connection without closing it (1006) after turn ",
            run.Test("Scenario 3 [Impatient]").Message,
            StringComparison.Ordinal
        );
        Assert.StartsWith("The agent fell silent after turn ", run.Test("Scenario 4 [Impatient]").Message, StringComparison.Ordinal);
        Assert.Contains(
            "One frame of the agent could not be read: the text \"{\"text\":\"Hm.\"}\"",
            run.Test("Scenario 5 [Impatient]").StdOut,
            StringComparison.Ordinal
        );
    }

    [LinuxFact]
    [SupportedOSPlatform("linux")]
    public async Task An_agent_that_prints_its_environment_prints_no_key()
    {
        const string key = "ck_live_canary_5e0a2d8b3c9f";
        var seed = new Dictionary<long, JsonObject>
        {
            [1] = Launched("sh", ["-c", "env | grep -i cekura; echo printed; exit 3"], FreePort()),
        };
        var project = Project(Runner.VSTest, seed, """{ "agent_says": "x" }""");

        var run = await project.HostAsync(
            new Dictionary<string, string?>
            {
                ["CEKURA_API_KEY"] = key,
                ["CEKURA_STATE_DIRECTORY"] = null,
                ["HOME"] = project.FolderPath,
                ["DOTNET_CLI_HOME"] = project.FolderPath,
            }
        );

        AssertMessage(run, 1, "exit code 3", "printed");
        Assert.DoesNotContain(key, run.Console, StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(project.FolderPath, "*", SearchOption.AllDirectories), file =>
            Assert.DoesNotContain(key, Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal)
        );
    }

    [LongFact]
    public async Task An_agent_that_cannot_be_launched_fails_its_tests_with_its_own_last_words()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var seed = new Dictionary<long, JsonObject>
        {
            [1] = Launched("no-such-command-anywhere", [], FreePort()),
            [2] = Launched("dotnet", ["no-such.dll"], FreePort()),
            [3] = Launched("dotnet", ["--list-sdks"], FreePort()),
            [4] = Launched("sleep", ["600"], FreePort(), timeout: 2),
            [5] = Launched("dotnet", ["--version"], port),
        };

        var run = await TestAsync(Runner.VSTest, seed);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(seed.Count, run.Named("Failed").Count());
        AssertMessage(run, 1, "no-such-command-anywhere");
        AssertMessage(run, 2, "no-such.dll");
        AssertMessage(run, 3, "exit");
        AssertMessage(run, 4, "2 s");
        AssertMessage(run, 5, port.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static void AssertMessage(TestRun run, long agent, params string[] told)
    {
        var message = run.Test($"Scenario {agent} [Impatient]").Message;
        Assert.All(told, text => Assert.Contains(text, message, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("   at ", message, StringComparison.Ordinal);
        Assert.InRange(message.Length, 20, 4000);
    }

    private Task<TestRun> TestAsync(
        Runner runner,
        Dictionary<long, JsonObject> agents,
        string rule = """{ "agent_says": "(?i)goodbye" }"""
    ) => Project(runner, agents, rule).HostAsync();

    private GeneratedProject Project(Runner runner, Dictionary<long, JsonObject> agents, string rule)
    {
        foreach (var (id, agent) in agents)
        {
            agent["id"] = id;
        }

        var scenarios = agents.Keys.Select(id =>
            JsonNode.Parse(
                $$"""
                { "id": {{id}}, "name": "Scenario {{id}}", "agent": {{id}}, "personality": 5, "scenario_type": "conditional_actions", "max_duration": 10,
                  "conditional_actions": { "role": "A caller", "conditions": [
                    { "id": 0, "condition": "FIRST_MESSAGE", "action": "Hello?", "type": "standard", "fixed_message": true },
                    { "id": 1, "condition": "/goodbye/i", "action": "Bye. <endcall />", "type": "standard", "fixed_message": true } ] },
                  "outcomes": [ { "text": "The agent says what it has to", "rule": {{rule}} } ] }
                """
            )
        );
        var seed = new JsonObject
        {
            ["agents"] = new JsonArray([.. agents.Values]),
            ["personalities"] = new JsonArray(
                JsonNode.Parse(
                    """
                    { "id": 5, "name": "Impatient", "style": "plain", "message_plan": { "idle_timeout_seconds": 3, "idle_message_max_spoken_count": 1 } }
                    """
                )
            ),
            ["scenarios"] = new JsonArray([.. scenarios]),
        };
        var manifest = new JsonObject
        {
            ["name"] = "S",
            ["personalities"] = new JsonArray(JsonNode.Parse("""{ "id": 5, "name": "Impatient" }""")),
            ["scenarios"] = new JsonArray([
                .. agents.Keys.Select(id => JsonNode.Parse($$"""{ "id": {{id}}, "name": "Scenario {{id}}", "agent": {{id}} }""")),
            ]),
        };
        return feed.NewProject("Agents", runner).WithManifest(manifest.ToJsonString()).WithSeed(seed.ToJsonString());
    }

    private static JsonObject Agent(string url) => new() { ["agent_name"] = "Agent", ["websocket_url"] = url };

    private static JsonObject Launched(string command, string[] args, int port, int timeout = 300)
    {
        var agent = Agent($"ws://127.0.0.1:{port}/chat");
        agent["launch"] = new JsonObject
        {
            ["command"] = command,
            ["args"] = new JsonArray([.. args.Select(argument => JsonValue.Create(argument))]),
            ["ready_url"] = $"http://127.0.0.1:{port}/health",
            ["timeout_seconds"] = timeout,
        };
        return agent;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
