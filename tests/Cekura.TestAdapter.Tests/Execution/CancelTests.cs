using System.Text;
using Cekura.Emulator;
using Cekura.Testing;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;

namespace Cekura.TestAdapter.Tests.Execution;

/// <summary>A stop that comes before the run has begun: nothing of that run starts, and the next one is another.</summary>
public sealed class CancelTests : IDisposable
{
    private const string Start = "/run_scenarios_text/";
    private const string Seed = """
        {
          "project": 742,
          "agents": [ { "id": 12, "agent_name": "Front desk", "websocket_url": "ws://127.0.0.1:9/chat" } ],
          "personalities": [ { "id": 3, "name": "Normal Male", "style": "plain" } ],
          "scenarios": [ { "id": 101, "name": "Book", "agent": 12, "personality": 3, "scenario_type": "instruction", "instructions": "x",
            "replay": { "turns": [ { "role": "Main Agent", "content": "Goodbye.", "start_time": 1, "end_time": 2 } ], "status": "completed", "duration_seconds": 1, "success": true } } ]
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("cekura-cancel-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_cancel_before_the_run_holds_for_it_and_for_no_other()
    {
        await using var service = await LoopbackEmulator.StartAsync(EmulatorSeed.Parse(Encoding.UTF8.GetBytes(Seed), "cancel.seed.json"));
        var executor = new CekuraTestExecutor();
        var platform = new Platform(
            $"<RunSettings><Cekura><ApiUrl>{service.Address}</ApiUrl><Reuse>Never</Reuse><StateDirectory>{_folder}/state</StateDirectory></Cekura></RunSettings>"
        );
        await File.WriteAllTextAsync(Path.Combine(_folder, "Clinic.cekura"), $"directory={_folder}\nmanifest=cekura.json\n");
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "cekura.json"),
            """{ "agent": 12, "personalities": [3], "scenarios": [ { "id": 101, "name": "Book" } ] }"""
        );
        Environment.SetEnvironmentVariable("CEKURA_API_KEY", "key-canary-of-cancel");
        try
        {
            executor.Cancel();
            executor.RunTests([Path.Combine(_folder, "Clinic.dll")], platform, platform);
            Assert.Equal((0, 0), (service.Count(Start), platform.Results.Count));
            Assert.Contains("Cekura: cancelled.", platform.Messages);

            executor.RunTests([Path.Combine(_folder, "Clinic.dll")], platform, platform);
            Assert.Equal(1, service.Count(Start));
            Assert.Equal(TestOutcome.Passed, Assert.Single(platform.Results).Outcome);
        }
        finally
        {
            Environment.SetEnvironmentVariable("CEKURA_API_KEY", null);
        }
    }
}
