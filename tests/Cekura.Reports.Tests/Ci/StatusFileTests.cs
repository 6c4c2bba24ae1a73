using System.Globalization;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Reports.Ci;
using Cekura.Reports.Summary;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;
using Microsoft.Extensions.Time.Testing;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Reports.Tests.Ci;

/// <summary>The status of a run, while it goes on and at its end.</summary>
public sealed class StatusFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cekura-status-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 8, 20, 12, 0, 0, TimeSpan.Zero));
    private readonly StatusLog _log;

    public StatusFileTests() => _log = new StatusLog("Clinic", 300, DashboardLink.Emulated, "/repo", _time);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_written_is_read()
    {
        Add(1, Passed);
        Add(2, Failed);
        _log.Note(MessageSeverity.Warning, "Cekura: no price is known.\nA second line.");
        _log.Attach("/results/cekura-report.html");
        _time.Advance(TimeSpan.FromSeconds(90));
        var status = _log.Take(TestRunState.Stopped);
        var path = Path.Combine(_folder, StatusFile.NameOf("Clinic"));

        StatusFile.Write(path, status);
        var read = StatusFile.Read(path);

        Assert.Equivalent(status, read, strict: true);
        Assert.Equal([path], Directory.GetFiles(_folder, StatusFile.Pattern));
        Assert.Equal((TestRunState.Stopped, 2, TimeSpan.FromSeconds(90)), (read.State, read.Finished, read.Written - read.Started));
        Assert.Equal(("cekura.json", 2), (read.Attention.Single().File, read.Attention.Single().Line));
        Assert.Equal(("The agent reads back its date and time", 2), (read.Annotations.Single().Title, read.Annotations.Single().Line));
    }

    [Fact]
    public void It_is_taken_only_when_something_happened()
    {
        Assert.Equal(TestRunState.Running, _log.TakeChanged()?.State);
        Assert.Null(_log.TakeChanged());

        Add(1, Passed);
        Assert.NotNull(_log.TakeChanged());
        _log.Note(MessageSeverity.Information, "Cekura: 300 tests.");
        Assert.NotNull(_log.TakeChanged());
        _log.Attach("/results/cekura-report.html");
        Assert.NotNull(_log.TakeChanged());
        Assert.Null(_log.TakeChanged());
    }

    [Fact]
    public void However_much_fails_and_is_said_it_stays_small()
    {
        foreach (var number in Enumerable.Range(1, 300))
        {
            Add(number, Failed);
            _log.Note(MessageSeverity.Warning, new string('x', 100_000));
        }

        var status = _log.Take(TestRunState.Finished);

        Assert.Equal((100, 200, 300), (status.Attention.Count, status.MoreAttention, status.Outcomes["failed"]));
        Assert.Equal(200, status.Notes.Count);
        Assert.Equal(10, status.Annotations.Count);
        var path = Path.Combine(_folder, "cekura-status.x.json");
        StatusFile.Write(path, status);
        Assert.InRange(new FileInfo(path).Length, 1, 1_000_000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "project": 7 }""")]
    [InlineData("""{ "project": "Clinic", "state": "lost" }""")]
    [InlineData("""{ "project": "Clinic", "state": "finished", "started": "now" """)]
    [InlineData(
        """{ "project": "C", "state": "running", "started": "2026-08-20T12:00:00Z", "written": "2026-08-20T12:00:00Z", "emulated": true, "tests": 1, "outcomes": {}, "attention": [null] }"""
    )]
    public void What_is_no_status_is_named(string text)
    {
        var path = Path.Combine(_folder, "cekura-status.x.json");
        File.WriteAllText(path, text);

        var e = Assert.Throws<IOException>(() => StatusFile.Read(path));

        Assert.StartsWith($"{path} is not the status of a run: ", e.Message, StringComparison.Ordinal);
    }

    private void Add(int number, Cekura.Client.Run run) =>
        _log.Add(
            new ScenarioCase
            {
                FullyQualifiedName = string.Create(CultureInfo.InvariantCulture, $"S.Book_{number}.Calm"),
                DisplayName = string.Create(CultureInfo.InvariantCulture, $"Book {number} [Calm]"),
                ScenarioId = number,
                ScenarioName = "Book",
                Mode = "text",
                Location = new SourceLocation("/repo/cekura.json", number, 5),
            },
            new CaseJudge(VerdictRules.From(new CekuraSettings())).Aggregate([Judge(run)], null)
        );
}
