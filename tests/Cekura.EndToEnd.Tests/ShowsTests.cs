using System.Text.Json.Nodes;
using Cekura.EndToEnd.Tests.Harness;
using Cekura.Testing;

namespace Cekura.EndToEnd.Tests;

/// <summary>What a test shows besides its verdict: recordings on results, and what people learn while conversations go on.</summary>
public sealed class ShowsTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private const string Manifest = """
        { "name": "Calls", "agent": 12, "mode": "voice", "personalities": [ { "id": 3, "name": "Calm" } ],
          "scenarios": [ { "id": 101, "name": "Book" }, { "id": 102, "name": "Move" }, { "id": 103, "name": "Cancel" } ] }
        """;

    [Theory]
    [InlineData(Runner.VSTest)]
    [LongInlineData(Runner.Platform)]
    public async Task Recordings_of_failed_tests_are_attached_and_their_addresses_written_nowhere(Runner runner)
    {
        await using var store = await RecordingStore.StartAsync();
        var project = Project(
            runner,
            Call(101, "Book", success: true, store.Address("book.wav")),
            Call(102, "Move", success: false, store.Address("move.wav")),
            Call(103, "Cancel", success: false, store.Address("gone"))
        );

        var run = await project.HostAsync("--", "Cekura.Recordings=Failed");

        Assert.Equal(project.Failed, run.ExitCode);
        Assert.DoesNotContain(run.Test("Book [Calm]").Attachments, path => path.EndsWith(".wav", StringComparison.Ordinal));
        var recording = Assert.Single(run.Test("Move [Calm]").Attachments, path => path.EndsWith(".wav", StringComparison.Ordinal));
        Assert.Equal("RIFF", await File.ReadAllTextAsync(recording));
        Assert.Matches(
            "warning: the recording of run [0-9]+ is not attached. The recording's store answered HTTP 403.",
            run.Test("Cancel [Calm]").StdOut
        );
        Assert.StartsWith("Failed: ", run.Test("Cancel [Calm]").Message, StringComparison.Ordinal);

        var written = Directory.EnumerateFiles(Path.Combine(project.FolderPath, "TestResults"), "*", SearchOption.AllDirectories);
        Assert.All(written, file => Assert.DoesNotContain(RecordingStore.Signature, File.ReadAllText(file), StringComparison.Ordinal));
        Assert.DoesNotContain(RecordingStore.Signature, run.Console, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("normal", true)]
    [LongInlineData("minimal", false)]
    public async Task Who_is_on_the_line_is_said_while_the_call_goes_on(string verbosity, bool isShown)
    {
        var project = Project(
            Runner.VSTest,
            Call(101, "Book", success: true, delay: 10_000),
            Call(102, "Move", success: true),
            Call(103, "Cancel", success: true)
        );

        var run = await project.HostAsync("--logger", $"console;verbosity={verbosity}");

        Assert.True(run.ExitCode == 0, run.Console);
        Assert.Equal(isShown, run.Console.Contains("Cekura: Run 5001 of Book [Calm] is in progress: ", StringComparison.Ordinal));
    }

    private GeneratedProject Project(Runner runner, params JsonObject[] scenarios) =>
        feed.NewProject("Calls", runner).WithManifest(Manifest).WithSeed(Seeds.Seed(scenarios));

    private static JsonObject Call(long id, string name, bool success, string? recording = null, int delay = 0)
    {
        var replay = Seeds.Replay(success);
        replay["voice_recording_url"] = recording;
        replay["delay_ms"] = delay;
        return Seeds.Scenario(id, name, replay);
    }
}
