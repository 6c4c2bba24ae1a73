using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Cekura.Cli.Tests;

/// <summary>Commands over what a test run on the emulator left behind.</summary>
public sealed class EmulatedRunTests : IAsyncLifetime
{
    private const string Seed = """
        {
          "agents": [ { "id": 12, "agent_name": "Front desk", "websocket_url": "ws://127.0.0.1:9/chat" } ],
          "personalities": [ { "id": 3, "name": "Calm", "style": "plain" } ],
          "metrics": [ { "id": 55, "name": "Confirms", "eval_type": "binary", "rule": { "agent_says": "booked" } } ],
          "scenarios": [
            { "id": 101, "name": "Book", "agent": 12, "personality": 3, "scenario_type": "instruction", "instructions": "x", "metrics": [55],
              "replay": { "status": "completed", "duration_seconds": 13, "success": true, "ended_reason": "main-agent-ended-call", "turns": [
                { "role": "Function Call", "data": { "id": "c1", "name": "find_slots", "arguments": "{\"day\":\"Monday\"}" }, "start_time": 1, "end_time": 1 },
                { "role": "Function Call Result", "data": { "id": "c1", "result": "nine o'clock" }, "start_time": 1, "end_time": 1 },
                { "role": "Main Agent", "content": "You are booked.", "start_time": 1, "end_time": 2 } ] } }
          ]
        }
        """;

    private readonly string _home = Directory.CreateTempSubdirectory("cekura-emulated-").FullName;

    private Dictionary<string, string> Environment => new() { ["CEKURA_STATE_DIRECTORY"] = _home };

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        var seed = Path.Combine(_home, "seed.json");
        await File.WriteAllTextAsync(seed, Seed);
        var folder = Directory.CreateDirectory(Path.Combine(_home, "test-runs", "Tests-0")).FullName;
        var data = Path.Combine(folder, "20261101-000000-000-0.emulator.json");
        using var process = Command.Start(_home, null, "emulator", "--seed", seed, "--data", data);
        var line = await process.StandardOutput.ReadLineAsync();
        using var client = new HttpClient { BaseAddress = new Uri(line!["Listening on ".Length..]) };
        client.DefaultRequestHeaders.Add("X-CEKURA-API-KEY", "ck");
        using var started = await client.PostAsJsonAsync(
            "/test_framework/v1/scenarios/run_scenarios_text/",
            new
            {
                agent_id = 12,
                scenarios = new[] { 101 },
                name = "n",
            }
        );
        while ((string?)(await client.GetFromJsonAsync<JsonNode>("/test_framework/v1/results/1001/"))!["status"] != "completed") { }

        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync();
        await File.WriteAllTextAsync(
            Path.Combine(folder, "20261101-000000-000-0.jsonl"),
            $$"""
            {"version":1,"project":"Tests","project_directory":"{{_home}}","api_url":"emulator","seed":"{{seed}}","started":"2026-11-01T00:00:00+00:00"}
            {"test":"Tests.Book.Calm","name":"Book [Calm]","outcome":"passed","passed":1,"total":1,"took_place":true,"result":1001,"runs":[5001]}

            """
        );
    }

    /// <inheritdoc />
    public Task DisposeAsync()
    {
        Directory.Delete(_home, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Every_command_that_waits_works_or_is_refused_before_something_starts()
    {
        Assert.Equal(
            (0, "Run 5001 of result 1001 (Book [Calm]): passed, emulated\n"),
            await CodeAndOutAsync("run watch --test Tests.Book.Calm")
        );
        Assert.Equal(
            (0, "Run 5001 of result 1001 (Book [Calm]): passed, emulated\n"),
            await CodeAndOutAsync("run watch 5001 --api-url emulator")
        );
        await AssertAsync(0, "Result 1001: 1 of 1 passed, emulated\n", "results wait 1001 --api-url emulator");
        await AssertAsync(
            2,
            "has to be waited for: add --wait. Nothing was started.",
            "run start --agent-id 12 --scenario-ids 101 --api-url emulator"
        );
        await AssertAsync(2, "has to be waited for: add --wait. Nothing was started.", "results rerun 1001 --yes --api-url emulator");
        await AssertAsync(2, "Nothing was started.", "runs run-expected-outcome --test Tests.Book.Calm");
        await AssertAsync(2, "Nothing was started.", "runs improve-prompt --test Tests.Book.Calm --prompt x --background");
        await AssertAsync(
            0,
            "Result 1002: 1 of 1 passed, emulated\n",
            "run start --agent-id 12 --scenario-ids 101 --api-url emulator --wait"
        );
        await AssertAsync(0, "Result 1003: 1 of 1 passed, emulated\n", "results rerun 1001 --yes --wait --api-url emulator");

        // They are kept for the next command, and nothing else was started.
        Assert.Equal(
            ["1003", "1002", "1001"],
            JsonNode
                .Parse((await CodeAndOutAsync("results list --agent-id 12 --api-url emulator --format json")).Out)!
                .AsArray()
                .Select(result => $"{result!["id"]}")
        );
        Assert.False(Directory.Exists(Path.Combine(_home, "journal")) && Directory.EnumerateFiles(Path.Combine(_home, "journal")).Any());
    }

    [Fact]
    public async Task A_run_shows_what_its_tools_answered()
    {
        var (code, output) = await CodeAndOutAsync("runs get --test Tests.Book.Calm");

        Assert.Equal(0, code);
        Assert.Contains(
            "1  [00:01] Agent calls find_slots {\"day\":\"Monday\"}\n2  [00:01] find_slots answers nine o'clock\n3  [00:01] Agent: You are booked.\n",
            output,
            StringComparison.Ordinal
        );
    }

    private async Task AssertAsync(int code, string told, string line)
    {
        var (ended, output) = await CodeAndOutAsync(line);

        Assert.True((ended, output.Contains(told, StringComparison.Ordinal)) == (code, true), $"{line}: {ended}\n{output}");
    }

    private async Task<(int ExitCode, string Out)> CodeAndOutAsync(string line)
    {
        var (code, output, error) = await Command.RunAsync(_home, Environment, line.Split(' '));
        return (code, code == 0 ? output : error);
    }
}
