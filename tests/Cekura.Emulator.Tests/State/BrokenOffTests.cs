using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;
using Cekura.Emulator.Tests.Conversation;

namespace Cekura.Emulator.Tests.State;

/// <summary>
/// What clients see of agents that break off after every outcome is met; real sockets, and processes in a folder of their own.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class BrokenOffTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cekura-broken-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("throws", "The agent broke the connection (1011 boom) after turn 2.", "client-disconnect")]
    [InlineData("drops", "The agent broke the connection without closing it (1006) after turn 2.", "client-disconnect")]
    [InlineData("is silent", "The agent fell silent after turn 2.", "main-agent-silence-timed-out")]
    [InlineData("hangs up", "The agent ended the conversation without an answer to \"Omar\".", "main-agent-ended-call")]
    [InlineData("closes", null, "main-agent-ended-call")]
    [InlineData("ends the call", null, "main-agent-ended-call")]
    public async Task Only_an_agent_that_comes_to_the_end_passes(string conduct, string? message, string reason)
    {
        await using var agent = await LoopbackAgent.StartAsync(side => TalkAsync(side, conduct));
        await using var bench = new EmulatorBench(Seed("""{ "agent_never_says": "secret" }"""), options: EmulatorBench.OneFrameTurns);

        var run = await RunAsync(bench, agent);

        Assert.Equal(
            ("completed", "100", reason),
            (run["status"]!.ToString(), run["expected_outcome"]!["score"]!.ToString(), run["metadata"]!["ended_reason"]!.ToString())
        );
        Assert.Equal(message is null, run["success"]!.GetValue<bool>());
        Assert.Equal(message ?? "", run["error_message"]!.ToString());
        Assert.Equal(message is null ? null : "V28", run["metadata"]!["emulator_verdict"]?["rule"]!.ToString());
    }

    [Theory]
    [InlineData("""{ "ended_by": "silence" }""", true)]
    [InlineData("""{ "not": { "any": [ { "ended_by": "silence" }, { "agent_says": "secret" } ] } }""", false)]
    public async Task A_silence_that_an_outcome_names_is_judged_by_it(string rule, bool success)
    {
        await using var agent = await LoopbackAgent.StartAsync(side => TalkAsync(side, "is silent"));
        await using var bench = new EmulatorBench(Seed(rule), options: EmulatorBench.OneFrameTurns);

        var run = await RunAsync(bench, agent);

        Assert.Equal((success, ""), (run["success"]!.GetValue<bool>(), run["error_message"]!.ToString()));
    }

    [Fact]
    public async Task An_agent_of_which_nothing_can_be_read_did_not_take_part()
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.HearAsync();
            await side.SendAsync("""{"text":"Your name?"}""");
            await side.SendAsync("""{"type":"end_call"}""");
        });
        await using var bench = new EmulatorBench(Seed("""{ "agent_never_says": "secret" }"""), options: EmulatorBench.OneFrameTurns);

        var run = await RunAsync(bench, agent);

        Assert.Equal(
            ("failed", "V28", false),
            (run["status"]!.ToString(), run["metadata"]!["emulator_verdict"]!["rule"]!.ToString(), run["success"]!.GetValue<bool>())
        );
        Assert.Equal(
            $"The agent at {agent.Url} said nothing readable; frames: 1, the first was the text \"{{\"text\":\"Your name?\"}}\", which is no JSON object that the protocol knows. "
                + "It ended the call. It has to send text frames such as {\"content\": \"Hello\"}.",
            run["error_message"]!.ToString()
        );
    }

    [Fact]
    public async Task Frames_that_cannot_be_read_among_others_are_a_note_that_no_agent_can_replace()
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.HearAsync();
            await side.SendAsync("""{"text":"One moment"}""");
            await side.SendAsync("""{"content":"Goodbye","type":"end_call","metadata":{"emulator_notes":["all is well"]}}""");
        });
        await using var bench = new EmulatorBench(Seed("""{ "agent_says": "Goodbye" }"""));

        var run = await RunAsync(bench, agent);

        Assert.True(run["success"]!.GetValue<bool>());
        Assert.Equal(
            "One frame of the agent could not be read: the text \"{\"text\":\"One moment\"}\", which is no JSON object that the protocol knows. It has to send text frames such as {\"content\": \"Hello\"}.",
            Assert.Single(run["metadata"]!["emulator_notes"]!.AsArray())!.ToString()
        );
    }

    [Fact]
    public async Task A_process_that_dies_in_mid_talk_is_named_with_its_exit_code_and_its_last_lines()
    {
        await using var bench = Launched();
        var (started, process, port) = await StartedAsync(bench);
        await using var agent = await LoopbackAgent.StartAsync(
            async side =>
            {
                await side.HearAsync();
                await side.SayAsync("Your name?");
                await side.HearAsync();
                process.Kill();
                side.Drop();
            },
            port
        );

        var run = await EndedAsync(bench, started);

        Assert.Equal(("completed", false), (run["status"]!.ToString(), run["success"]!.GetValue<bool>()));
        Assert.StartsWith(
            "The agent ended (exit 137) after turn 2.\nIt lost the connection: ",
            run["metadata"]!["emulator_verdict"]!["message"]!.ToString(),
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "\nIt wrote last:\nout of memory",
            run["metadata"]!["emulator_verdict"]!["message"]!.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_process_that_dies_before_its_first_word_did_not_take_part()
    {
        await using var bench = Launched();
        var (started, process, port) = await StartedAsync(bench);
        await using var agent = await LoopbackAgent.StartAsync(
            async side =>
            {
                await side.HearAsync();
                process.Kill();
                side.Drop();
            },
            port
        );

        var run = await EndedAsync(bench, started);

        Assert.Equal("failed", run["status"]!.ToString());
        var message = run["metadata"]!["emulator_verdict"]!["message"]!.ToString();
        Assert.StartsWith($"The agent at {agent.Url} lost the connection: ", message, StringComparison.Ordinal);
        Assert.EndsWith("\nIts process has ended (exit 137). It wrote last:\nout of memory", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_lives_on_shows_its_last_lines_too()
    {
        await using var bench = Launched();
        var (started, _, port) = await StartedAsync(bench);
        await using var agent = await LoopbackAgent.StartAsync(side => TalkAsync(side, "throws"), port);

        var run = await EndedAsync(bench, started);

        Assert.Equal(
            "The agent broke the connection (1011 boom) after turn 2.\nIt wrote last:\nout of memory",
            run["metadata"]!["emulator_verdict"]!["message"]!.ToString()
        );
    }

    [Fact]
    public async Task A_process_that_dies_after_the_call_is_a_note()
    {
        await using var bench = Launched();
        var (started, process, port) = await StartedAsync(bench);
        await using var agent = await LoopbackAgent.StartAsync(
            async side =>
            {
                await side.HearAsync();
                await side.SendAsync("""{"content":"Your name? Goodbye.","type":"end_call"}""");
                await side.HearAsync();
                process.Kill();
                side.Drop();
            },
            port
        );

        var run = await EndedAsync(bench, started);

        Assert.True(run["success"]!.GetValue<bool>(), run["error_message"]!.ToString());
        Assert.Equal(
            "After the call, the agent's process ended (exit 137). It wrote last:\nout of memory",
            Assert.Single(run["metadata"]!["emulator_notes"]!.AsArray())!.ToString()
        );
    }

    private static async Task TalkAsync(AgentSide side, string conduct)
    {
        await side.HearAsync();
        await side.SayAsync("Your name?");
        await side.HearAsync();
        switch (conduct)
        {
            case "throws":
                await side.CloseAsync(WebSocketCloseStatus.InternalServerError, "boom");
                break;
            case "drops":
                side.Drop();
                break;
            case "closes":
                await side.SayAsync("Thank you.");
                await side.CloseAsync(WebSocketCloseStatus.NormalClosure);
                break;
            case "ends the call":
                await side.SendAsync("""{"content":"Thank you.","type":"end_call"}""");
                break;
            case "hangs up":
                await side.SendAsync("""{"type":"end_call"}""");
                break;
        }
    }

    private static async Task<JsonNode> RunAsync(EmulatorBench bench, LoopbackAgent agent) =>
        Assert.Single(await bench.RunAsync($$"""{ "scenarios": [1], "websocket_url": "{{agent.Url}}" }"""))!;

    private static string Seed(string rule, string agent = "") =>
        $$"""
            { "agents": [{ "id": 1 {{agent}} }],
              "personalities": [{ "id": 3, "name": "Impatient", "message_plan": { "idle_timeout_seconds": 1, "idle_message_max_spoken_count": 1 } }],
              "scenarios": [{ "id": 1, "name": "Talk", "personality": 3,
                "conditional_actions": { "role": "r", "conditions": [
                  { "id": 0, "condition": "FIRST_MESSAGE", "action": "Hi", "type": "standard", "fixed_message": true },
                  { "id": 1, "condition": "/your name/i", "action": "Omar", "type": "standard", "fixed_message": true } ] },
                "outcomes": [{ "text": "As wanted", "rule": {{rule}} }] }] }
            """;

    private EmulatorBench Launched() =>
        new(
            Seed(
                """{ "agent_says": "Your name" }""",
                """
                , "websocket_url": "ws://127.0.0.1:{port}/chat",
                  "launch": { "command": "sh", "args": ["-c", "echo out of memory; echo $$ {port} > started; mv started up; exec sleep 600"] }
                """
            ),
            path: Path.Combine(_folder.FullName, "seed.json")
        );

    private async Task<(JsonNode Started, Process Process, int Port)> StartedAsync(EmulatorBench bench)
    {
        var started = await bench.StartAsync("""{ "scenarios": [1] }""");
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var begun = Stopwatch.GetTimestamp();
        while (!File.Exists(Path.Combine(_folder.FullName, "up")) && await pace.WaitForNextTickAsync())
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromMinutes(5), "The agent was not started.");
        }

        var words = (await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "up"))).Split(
            (char[]?)null,
            StringSplitOptions.RemoveEmptyEntries
        );
        return (
            started,
            Process.GetProcessById(int.Parse(words[0], CultureInfo.InvariantCulture)),
            int.Parse(words[1], CultureInfo.InvariantCulture)
        );
    }

    private static async Task<JsonNode> EndedAsync(EmulatorBench bench, JsonNode started)
    {
        await bench.UntilAsync($"results/{started["id"]}/", result => result["status"]!.ToString() is "completed" or "failed");
        return await bench.GetAsync($"runs/{started["runs"]![0]!["id"]}/");
    }
}
