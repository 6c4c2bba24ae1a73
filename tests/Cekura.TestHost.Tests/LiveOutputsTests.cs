using System.Xml.Linq;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Discovery;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;
using Cekura.Runs.Listening;
using Cekura.Runs.Verdict;
using Microsoft.Extensions.Time.Testing;

namespace Cekura.TestHost.Tests;

/// <summary>What a run leaves that is killed, stopped, or read while it goes on.</summary>
public sealed class LiveOutputsTests : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly string _folder = Directory.CreateTempSubdirectory("cekura-live-").FullName;
    private readonly FakeTimeProvider _time = new();
    private readonly SilentHost _host = new();
    private readonly TestProject _project;
    private readonly List<ScenarioCase> _cases;
    private readonly ProjectOutputs _outputs;
    private readonly CaseReporter _reporter;

    public LiveOutputsTests()
    {
        File.WriteAllText(Path.Combine(_folder, "Clinic.cekura"), $"directory={_folder}\nmanifest=cekura.json\n");
        File.WriteAllText(
            Path.Combine(_folder, "cekura.json"),
            """
            { "name": "S", "agent": 12, "personalities": [3], "scenarios": [ { "id": 101, "name": "Book" }, { "id": 102, "name": "Move" },
              { "id": 103, "name": "Cancel" } ] }
            """
        );
        _project = TestProject.Load(
            Path.Combine(_folder, "Clinic.dll"),
            $"<RunSettings><RunConfiguration><ResultsDirectory>{Results}</ResultsDirectory></RunConfiguration>"
                + $"<Cekura><ApiUrl>emulator</ApiUrl><Seed>seed.json</Seed><JUnit>{JUnit}</JUnit><StateDirectory>{_folder}/state</StateDirectory></Cekura></RunSettings>",
            new SettingsEnvironment(new Dictionary<string, string?>(), ConfigFile.Parse("", "config.toml"), _folder),
            (_, text) => Assert.Fail(text)
        )!;
        _cases = [.. _project.Suites.SelectMany(suite => suite.Cases)];
        _outputs = new ProjectOutputs(_project, _cases, DashboardLink.Emulated, AttachmentFolder.For(_project, _time), _host, _time);
        _reporter = _outputs.ReportTo(_host);
    }

    private string Results => Path.Combine(_folder, "results");

    private string Page => Path.Combine(Results, "cekura-report.html");

    private string JUnit => Path.Combine(Results, "junit.xml");

    public async ValueTask DisposeAsync()
    {
        await _reporter.DisposeAsync();
        await _outputs.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task While_tests_run_the_page_and_the_file_for_CI_say_how_far_they_are()
    {
        await FinishFirstAsync();

        await SavedAsync("Running: 1 of 3 finished.");

        Assert.Contains("1 go on and 1 wait.", await File.ReadAllTextAsync(Page), StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", await File.ReadAllTextAsync(Page), StringComparison.Ordinal);
        var junit = XDocument.Load(JUnit).Root!;
        Assert.Equal(("3", "2", "0"), (Count(junit, "tests"), Count(junit, "errors"), Count(junit, "skipped")));
        Assert.Equal(
            [
                "Not finished: the test run went on when this was written, or was killed.",
                "Not started: the test run went on when this was written, or was killed.",
            ],
            junit.Descendants("error").Select(error => error.Attribute("message")!.Value)
        );
    }

    [Fact]
    public async Task A_run_that_is_being_stopped_says_so_before_its_conversations_have_ended()
    {
        await FinishFirstAsync();

        _outputs.Stop();

        await SavedAsync("Stopped: 1 of 3 finished.");
    }

    [Fact]
    public async Task A_run_that_was_stopped_leaves_what_has_no_verdict_as_that()
    {
        await FinishFirstAsync();

        await _outputs.WriteAsync();

        Assert.Contains("Stopped: 1 of 3 finished.", await File.ReadAllTextAsync(Page), StringComparison.Ordinal);
        Assert.Equal(
            ["Not finished: the test run was stopped.", "Not started: the test run was stopped."],
            XDocument.Load(JUnit).Descendants("error").Select(error => error.Attribute("message")!.Value)
        );
        Assert.Equal([Page], _host.Attached);
    }

    [Fact]
    public async Task A_run_in_which_nothing_began_leaves_the_last_page_as_it_was()
    {
        Directory.CreateDirectory(Results);
        await File.WriteAllTextAsync(Page, "the last one");

        _outputs.Stop();
        _time.Advance(Interval);
        await _outputs.WriteAsync();

        Assert.Equal("the last one", await File.ReadAllTextAsync(Page));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0\0")]
    [InlineData("<!DOCTYPE html>\n<html la")]
    [InlineData(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\"><meta http-equiv=\"Content-Sec"
    )]
    public async Task A_page_that_was_cut_off_is_replaced(string left)
    {
        Directory.CreateDirectory(Results);
        await File.WriteAllTextAsync(Page, left);
        await FinishFirstAsync();
        _outputs.Complete();

        await _outputs.WriteAsync();

        Assert.Equal([Page], _host.Attached);
        Assert.Contains("cekura-source", await File.ReadAllTextAsync(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_somebody_else_stays()
    {
        Directory.CreateDirectory(Results);
        await File.WriteAllTextAsync(Page, "<!DOCTYPE html>\n<html><body>ours");
        await FinishFirstAsync();

        await _outputs.WriteAsync();

        Assert.Equal("<!DOCTYPE html>\n<html><body>ours", await File.ReadAllTextAsync(Page));
        Assert.Equal([Path.Combine(Results, "cekura-report.Clinic.html")], _host.Attached);
    }

    [Fact]
    public async Task Nothing_is_saved_again_as_long_as_nothing_changes()
    {
        await FinishFirstAsync();
        await SavedAsync("Running: 1 of 3 finished.");
        File.Delete(Page);

        _time.Advance(Interval);
        _time.Advance(Interval);

        Assert.False(File.Exists(Page));
    }

    private async Task FinishFirstAsync()
    {
        _reporter.Started(_cases[0]);
        _reporter.Started(_cases[1]);
        await _reporter.FinishedAsync(
            _cases[0],
            new CaseVerdict
            {
                Outcome = Outcome.Passed,
                Runs = [],
                Passed = 1,
                Total = 1,
            }
        );
    }

    /// <summary>Reports are made beside the session: the clock goes on until this one is there.</summary>
    private async Task SavedAsync(string text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        while (!File.Exists(Page) || !(await File.ReadAllTextAsync(Page, limit.Token)).Contains(text, StringComparison.Ordinal))
        {
            _time.Advance(Interval);
            await Task.Yield();
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    private static string Count(XElement element, string name) => element.Attribute(name)!.Value;

    private sealed class SilentHost : IProjectHost, ICaseListener
    {
        public List<string> Attached { get; } = [];

        public bool ReachesLog => false;

        public void Message(MessageSeverity severity, string text) { }

        public void Attach(string path, string description) => Attached.Add(path);

        public void Written(string path, string description) { }

        public void Started(ScenarioCase scenarioCase) { }

        public Task FinishedAsync(ScenarioCase scenarioCase, CaseVerdict verdict) => Task.CompletedTask;
    }
}
