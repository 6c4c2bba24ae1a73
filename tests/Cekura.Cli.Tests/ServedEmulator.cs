using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Cekura.Cli.Tests;

/// <summary>The command serving the emulator, with one finished result: a run that passed and one that failed.</summary>
public sealed class ServedEmulator : IAsyncLifetime
{
    private const string Seed = """
        {
          "project": 742,
          "agents": [ { "id": 12, "agent_name": "Front desk", "websocket_url": "ws://127.0.0.1:9/chat" } ],
          "personalities": [ { "id": 3, "name": "Normal Male", "style": "plain" } ],
          "metrics": [ { "id": 55, "name": "Confirms", "eval_type": "binary", "rule": { "agent_says": "booked" } } ],
          "scenarios": [
            { "id": 101, "name": "Book", "agent": 12, "personality": 3, "scenario_type": "instruction", "instructions": "x", "tags": ["smoke"], "folder_path": "Booking", "metrics": [55],
              "replay": { "turns": [ { "role": "Main Agent", "content": "You are booked.", "start_time": 1, "end_time": 2 } ], "status": "completed", "duration_seconds": 13, "success": true, "ended_reason": "main-agent-ended-call" } },
            { "id": 102, "name": "Move \u001b[31m", "agent": 12, "personality": 3, "scenario_type": "instruction", "instructions": "x",
              "replay": { "turns": [ { "role": "Main Agent", "content": "Goodbye.", "start_time": 1, "end_time": 2 } ], "status": "completed", "duration_seconds": 7, "success": false, "ended_reason": "main-agent-ended-call" } },
            { "id": 103, "name": "Cancel", "agent": 12, "personality": 3, "scenario_type": "instruction", "instructions": "x", "folder_path": "Later",
              "outcomes": [ { "text": "It cancels", "rule": { "agent_says": "cancelled" }, "critical": true, "category_id": 42, "category": "Ends without helping" } ],
              "replay": { "turns": [ { "role": "Main Agent", "content": "Goodbye.", "start_time": 1, "end_time": 2 } ], "status": "completed", "duration_seconds": 5, "ended_reason": "main-agent-ended-call" } }
          ]
        }
        """;

    private Process? _process;

    /// <summary>Home of the commands, and where they are started.</summary>
    public string Home { get; } = Directory.CreateTempSubdirectory("cekura-cli-").FullName;

    /// <summary>Where the emulator listens.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What a command needs to talk to it.</summary>
    public Dictionary<string, string> Environment => new() { ["CEKURA_API_URL"] = Address, ["CEKURA_API_KEY"] = "ck-emulated-0123456789" };

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(Home, "seed.json"), Seed);
        _process = Command.Start(Home, null, "emulator", "--seed", "seed.json");
        var line = await _process.StandardOutput.ReadLineAsync();
        Assert.StartsWith("Listening on http://127.0.0.1:", line, StringComparison.Ordinal);
        Address = line!["Listening on ".Length..];

        using var client = new HttpClient { BaseAddress = new Uri(Address) };
        client.DefaultRequestHeaders.Add("X-CEKURA-API-KEY", "ck");
        using var started = await client.PostAsJsonAsync(
            "/test_framework/v1/scenarios/run_scenarios_text/",
            new
            {
                agent_id = 12,
                scenarios = new[] { 101, 102 },
                name = "nightly",
            }
        );
        Assert.True(started.IsSuccessStatusCode, await started.Content.ReadAsStringAsync());
        using var second = await client.PostAsJsonAsync(
            "/test_framework/v1/scenarios/run_scenarios_text/",
            new
            {
                agent_id = 12,
                scenarios = new[] { 103 },
                name = "later",
            }
        );
        Assert.True(second.IsSuccessStatusCode, await second.Content.ReadAsStringAsync());
        JsonElement result;
        foreach (var id in new[] { 1001, 1002 })
        {
            do
            {
                result = await client.GetFromJsonAsync<JsonElement>($"/test_framework/v1/results/{id}/");
            } while (result.GetProperty("status").GetString() is "pending" or "running");
        }
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (_process is { } process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        Directory.Delete(Home, recursive: true);
    }
}
