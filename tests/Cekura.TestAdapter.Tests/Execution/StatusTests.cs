using Cekura.Manifests.Text;
using Cekura.Reports.Ci;
using Cekura.Reports.Summary;

namespace Cekura.TestAdapter.Tests.Execution;

/// <summary>What a test run leaves for those who saw nothing of it.</summary>
public sealed class StatusTests : IDisposable
{
    private const string Seed = """
        {
          "project": 742,
          "agents": [ { "id": 12, "agent_name": "Front desk", "websocket_url": "ws://127.0.0.1:9/chat" } ],
          "personalities": [ { "id": 3, "name": "Normal Male", "style": "plain" } ],
          "scenarios": [
            { "id": 101, "name": "Book", "agent": 12, "personality": 3, "scenario_type": "instruction", "instructions": "x",
              "replay": { "turns": [ { "role": "Main Agent", "content": "Goodbye.", "start_time": 1, "end_time": 2 } ], "status": "completed", "duration_seconds": 1, "success": true } },
            { "id": 102, "name": "Move", "agent": 12, "personality": 3, "scenario_type": "instruction", "instructions": "x",
              "replay": { "turns": [ { "role": "Main Agent", "content": "No.", "start_time": 1, "end_time": 2 } ], "status": "completed", "duration_seconds": 1, "success": false } } ]
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("cekura-status-").FullName;

    public StatusTests()
    {
        File.WriteAllText(Path.Combine(_folder, "Clinic.cekura"), $"directory={_folder}\nmanifest=cekura.json\n");
        File.WriteAllText(
            Path.Combine(_folder, "cekura.json"),
            """
            { "name": "S", "agent": 12, "personalities": [3], "scenarios": [ { "id": 101, "name": "Book" },
              { "id": 102, "name": "Move" } ] }
            """
        );
        File.WriteAllText(Path.Combine(_folder, "emulator.seed.json"), Seed);
    }

    private string Results => Path.Combine(_folder, "results");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_run_leaves_its_counts_its_failures_and_what_it_said()
    {
        var platform = Run("emulator.seed.json");

        var status = StatusFile.Read(Assert.Single(Directory.GetFiles(Results, StatusFile.Pattern)));
        Assert.Equal(
            ("Clinic", TestRunState.Finished, true, 2, 2),
            (status.Project, status.State, status.IsEmulated, status.Tests, status.Finished)
        );
        Assert.Equal((1, 1), (status.Outcomes["not scored"], status.Outcomes["failed"]));
        var failed = Assert.Single(status.Attention);
        Assert.Equal(("Move [Personality 3]", Path.Combine(_folder, "cekura.json"), 2), (failed.Title, failed.File, failed.Line));
        var result = Assert.Single(platform.Results, result => result.ErrorMessage is not null);
        Assert.Equal(UntrustedText.Lines(result.ErrorMessage), failed.Message.Split('\n'));
        Assert.Equal([Path.Combine(Results, "cekura-report.html")], status.Files);

        // Everything that was said, and nothing twice.
        Assert.Equal(
            platform.Messages,
            status.Notes.Select(note => note.Text.StartsWith("Cekura: ", StringComparison.Ordinal) ? note.Text : $"Cekura: {note.Text}")
        );
        Assert.NotEmpty(status.Notes);
    }

    [Fact]
    public void A_run_that_is_refused_leaves_why()
    {
        Run("missing.seed.json");

        var status = StatusFile.Read(Assert.Single(Directory.GetFiles(Results, StatusFile.Pattern)));
        Assert.Equal((TestRunState.Finished, 2), (status.State, status.Attention.Count));
        Assert.Contains("missing.seed.json", status.Attention[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_status_that_cannot_be_written_costs_no_verdict()
    {
        Directory.CreateDirectory(Path.Combine(Results, StatusFile.NameOf("Clinic")));

        var platform = Run("emulator.seed.json");

        Assert.Equal(2, platform.Results.Count);
        Assert.Contains(platform.Messages, message =>
            message.StartsWith("Cekura: the status of the run could not be written, so", StringComparison.Ordinal)
        );
    }

    private Platform Run(string seed)
    {
        var platform = new Platform(
            $"<RunSettings><RunConfiguration><ResultsDirectory>{Results}</ResultsDirectory></RunConfiguration>"
                + $"<Cekura><ApiUrl>emulator</ApiUrl><Seed>{_folder}/{seed}</Seed><Reuse>Never</Reuse><StateDirectory>{_folder}/state</StateDirectory></Cekura></RunSettings>"
        );
        new CekuraTestExecutor().RunTests([Path.Combine(_folder, "Clinic.dll")], platform, platform);
        return platform;
    }
}
