using Cekura.Client;
using Cekura.FrontEnds;
using Cekura.Manifests.Settings;
using Cekura.TestHost;

namespace Cekura.TestAdapter.Tests.Execution;

/// <summary>An agent on this machine may know the key of the real service, and say it in a conversation on the emulator.</summary>
public sealed class HiddenKeyTests : IDisposable
{
    private const string Key = "ck_live_canary/0123456789";

    private const string Seed = """
        {
          "project": 742,
          "agents": [ { "id": 12, "agent_name": "Front desk", "websocket_url": "ws://127.0.0.1:9/chat" } ],
          "personalities": [ { "id": 3, "name": "Normal Male", "style": "plain" } ],
          "scenarios": [
            { "id": 101, "name": "Book", "agent": 12, "personality": 3, "scenario_type": "instruction", "instructions": "x",
              "replay": { "turns": [ { "role": "Main Agent", "content": "ck_live_canary/0123456789, ck%5Flive_canary%2F0123456789, &#99;k_live_canary/0123456789", "start_time": 1, "end_time": 2 } ],
                "status": "completed", "duration_seconds": 13, "success": true, "ended_reason": "main-agent-ended-call" } }
          ]
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("cekura-hidden-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_is_in_no_answer_and_not_in_what_is_kept()
    {
        var (seed, data) = (Path.Combine(_folder, "seed.json"), Path.Combine(_folder, "data.json"));
        await File.WriteAllTextAsync(seed, Seed);
        var environment = new HostEnvironment(
            new NoHost(),
            options => new CekuraClient(options),
            EmulatorConnection.Open,
            TimeProvider.System
        );
        var connection = ServiceConnection.Open(
            new CekuraSettings { ApiUrl = null, Seed = seed },
            new CekuraCredentials(Key, "CEKURA_API_KEY"),
            data,
            process => process.Start(),
            environment,
            new Dictionary<string, string?>(),
            stateDirectory: null
        );
        await using (connection)
        {
            var started = await connection.Client.Scenarios.RunTextAsync(new() { AgentId = 12, ScenarioIds = [101] });
            Run run;
            do
            {
                run = await connection.Client.Runs.GetAsync(started.Runs[0].Id);
            } while (run.Status != RunStatus.Completed);

            Assert.Equal("***, ***, ***", run.TranscriptTurns[0].Content);
        }

        var kept = await File.ReadAllTextAsync(data);
        Assert.DoesNotContain("0123456789", kept, StringComparison.Ordinal);
        Assert.Contains("[redacted], [redacted], [redacted]", kept, StringComparison.Ordinal);
    }

    private sealed class NoHost : IProjectHost
    {
        public bool ReachesLog => true;

        public void Message(Cekura.Manifests.Text.MessageSeverity severity, string text) { }

        public void Attach(string path, string description) { }

        public void Written(string path, string description) { }
    }
}
