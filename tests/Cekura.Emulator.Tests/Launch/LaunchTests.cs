using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;

namespace Cekura.Emulator.Tests.Launch;

/// <summary>Real processes, each test in a folder of its own.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LaunchTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cekura-launch-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Starts_the_agent_once_waits_until_it_is_ready_and_stops_it_last()
    {
        await using var bench = Bench(
            "sh",
            ["-c", "echo $$ {port} $AGENT_MODE {port} >> started; mv started up; exec sleep 600"],
            "\"ready_url\": \"http://127.0.0.1:{port}/health\", \"environment\": { \"AGENT_MODE\": \"p{port}\" }"
        );

        var started = await bench.StartAsync("""{ "scenarios": [1], "frequency": 2 }""");
        var (process, port) = await StartedAsync();
        await using (await AgentServer.StartAsync(said => ["""{"content":"Hello","type":"end_call"}"""], port))
        {
            var result = await bench.UntilAsync($"results/{started["id"]}/", now => now["status"]!.ToString() is "completed" or "failed");
            Assert.All(result["runs"]!.AsObject(), run =>
                Assert.True(run.Value!["status"]!.ToString() == "completed", run.Value["error_message"]!.ToString())
            );
        }

        Assert.Equal(
            [$"p{port}"],
            (await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "up"))).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[
                2..3
            ]
        );
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(_folder.FullName, "up")));
        Assert.True(IsAlive(process));
        await bench.DisposeAsync();
        Assert.False(IsAlive(process));
    }

    [Fact]
    public async Task Stops_the_processes_that_the_agent_started_too()
    {
        await using var bench = Bench("sh", ["-c", "sleep 600 & echo $! {port} > started; mv started up; wait"]);
        await bench.StartAsync("""{ "scenarios": [1] }""");
        var (child, _) = await StartedAsync();
        Assert.True(IsAlive(child));

        await bench.DisposeAsync();

        Assert.False(IsAlive(child));
    }

    [Fact]
    public async Task Says_when_the_process_of_the_agent_is_gone()
    {
        await using var bench = Bench("sh", ["-c", "echo out of memory; echo $$ {port} > started; mv started up; exec sleep 600"]);
        var started = await bench.StartAsync("""{ "scenarios": [1] }""");
        var (process, port) = await StartedAsync();
        await using (await AgentServer.StartAsync(_ => ["""{"content":"Hello","type":"end_call"}"""], port))
        {
            await bench.UntilAsync($"results/{started["id"]}/", result => result["status"]!.ToString() == "completed");
        }

        using (var agent = Process.GetProcessById(process))
        {
            agent.Kill();
            await agent.WaitForExitAsync();
        }

        var message = await ErrorAsync(bench);
        Assert.Contains(
            "The agent's process is gone. It ended with exit code 137. It wrote last:\nout of memory",
            message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Names_a_command_that_does_not_exist()
    {
        await using var bench = Bench("no-such-command", []);

        var message = await ErrorAsync(bench);

        Assert.Contains("agents[0].launch of the seed", message, StringComparison.Ordinal);
        Assert.Contains("the command \"no-such-command\" does not start", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quotes_what_an_agent_wrote_that_ended_early()
    {
        await using var bench = Bench("sh", ["-c", "echo starting; echo no database >&2; exit 3"]);

        var message = await ErrorAsync(bench);

        Assert.Contains("\"sh\" ended before it was ready. It ended with exit code 3.", message, StringComparison.Ordinal);
        Assert.Contains("no database", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_up_on_an_agent_that_is_never_ready_and_leaves_no_process()
    {
        await using var bench = Bench(
            "sh",
            ["-c", "echo $$ {port} > started; mv started up; exec sleep 600"],
            "\"ready_url\": \"http://127.0.0.1:{port}/health\"",
            timeout: 0.3
        );

        var message = await ErrorAsync(bench);

        Assert.Contains("it was not ready within 0.3 s: nothing answers at http://127.0.0.1:", message, StringComparison.Ordinal);
        Assert.False(IsAlive((await StartedAsync()).Process));
    }

    [Fact]
    public async Task Names_a_port_that_is_taken()
    {
        await using var other = await AgentServer.StartAsync(_ => []);
        await using var bench = Bench("sleep", ["60"], address: $"ws://127.0.0.1:{other.Url.Port}/chat");

        Assert.Contains($"127.0.0.1:{other.Url.Port} is taken", await ErrorAsync(bench), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_a_working_directory_that_does_not_exist()
    {
        await using var bench = Bench("sleep", ["60"], "\"working_directory\": \"agent\"");

        Assert.Contains(
            $"its working directory {Path.Combine(_folder.FullName, "agent")} does not exist",
            await ErrorAsync(bench),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Finds_a_command_by_its_path_from_the_working_directory()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "agent.sh"), "#!/bin/sh\nexit 4\n");
        File.SetUnixFileMode(Path.Combine(_folder.FullName, "agent.sh"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using var bench = Bench("./agent.sh", []);

        Assert.Contains("exit code 4", await ErrorAsync(bench), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "[][][word][run]")]
    [InlineData("\"pass_variables\": [\"CEKURA_LAUNCH_TEST_API_KEY\"]", "[of Cekura][][word][run]")]
    [InlineData(
        "\"pass_variables\": [\"CEKURA_LAUNCH_TEST_UNSET_KEY\"], \"environment\": { \"CEKURA_LAUNCH_TEST_API_KEY\": \"of the agent\" }",
        "[of the agent][][word][run]"
    )]
    public async Task Keys_of_Cekura_reach_the_agent_only_when_the_seed_says_so(string more, string inherited)
    {
        Environment.SetEnvironmentVariable("CEKURA_LAUNCH_TEST_API_KEY", "of Cekura");
        Environment.SetEnvironmentVariable("cekura_launch_test_token", "of Cekura too");
        Environment.SetEnvironmentVariable("LAUNCH_TEST_API_KEY", "word");
        Environment.SetEnvironmentVariable("CEKURA_LAUNCH_TEST_RUN_ID", "run");
        await using var bench = Bench(
            "sh",
            [
                "-c",
                "echo [$CEKURA_LAUNCH_TEST_API_KEY][$cekura_launch_test_token][$LAUNCH_TEST_API_KEY][$CEKURA_LAUNCH_TEST_RUN_ID]; exit 3",
            ],
            more
        );

        Assert.EndsWith($"It wrote last:\n{inherited}", await ErrorAsync(bench), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ending_the_calls_does_not_wait_for_an_agent_that_is_not_ready()
    {
        await using var bench = Bench("sh", ["-c", "echo $$ {port} > started; mv started up; exec sleep 600"]);
        var started = await bench.StartAsync("""{ "scenarios": [1] }""");
        await StartedAsync();

        await bench.SendAsync(HttpMethod.Post, $"results/{started["id"]}/end_calls/");

        await bench.UntilAsync($"results/{started["id"]}/", now => now["status"]!.ToString() == "cancelled");
    }

    private static async Task<string> ErrorAsync(EmulatorBench bench)
    {
        var run = Assert.Single(await bench.RunAsync("""{ "scenarios": [1] }"""))!;
        Assert.Equal("failed", run["status"]!.ToString());
        return run["error_message"]!.ToString();
    }

    private static bool IsAlive(int process)
    {
        try
        {
            // A process that was not waited for is still listed, as a zombie.
            var status = File.ReadAllText($"/proc/{process}/stat");
            return status[(status.LastIndexOf(')') + 2)..][0] != 'Z';
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private async Task<(int Process, int Port)> StartedAsync()
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var begun = Stopwatch.GetTimestamp();
        var file = Path.Combine(_folder.FullName, "up");
        while (!File.Exists(file) && await pace.WaitForNextTickAsync())
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromMinutes(5), "The agent was not started.");
        }

        var words = (await File.ReadAllTextAsync(file)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return (int.Parse(words[0], CultureInfo.InvariantCulture), int.Parse(words[1], CultureInfo.InvariantCulture));
    }

    private EmulatorBench Bench(
        string command,
        string[] arguments,
        string more = "",
        string address = "ws://127.0.0.1:{port}/chat",
        double timeout = 20
    )
    {
        var seed = $$"""
            { "agents": [{ "id": 1, "websocket_url": "{{address}}", "launch": { "command": "{{command}}", "args": {{new JsonArray([
                .. arguments.Select(argument => JsonValue.Create(argument)),
            ]).ToJsonString()}},
                "timeout_seconds": {{timeout.ToString(System.Globalization.CultureInfo.InvariantCulture)}}, {{more}} } }],
              "scenarios": [{ "id": 1, "name": "Talk", "conditional_actions": { "role": "r", "conditions": [
                { "id": 0, "condition": "FIRST_MESSAGE", "action": "Hi", "type": "standard", "fixed_message": true }] } }] }
            """;
        return new(seed, path: Path.Combine(_folder.FullName, "seed.json"));
    }
}
