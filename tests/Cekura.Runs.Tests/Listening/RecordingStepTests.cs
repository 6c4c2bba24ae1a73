using System.Text;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Runs.Listening;
using Cekura.Runs.Session;
using Cekura.Runs.Tests.Session;
using Cekura.Runs.Tests.Verdict;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Listening;

public sealed class RecordingStepTests : IAsyncLifetime, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cekura-recordings-").FullName;
    private readonly EmulatedService _service = new();
    private readonly Heard _heard = new();
    private RecordingStore _store = null!;

    private string Recordings => Path.Combine(_folder, "recordings");

    public async Task InitializeAsync() => _store = await RecordingStore.StartAsync();

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public void Dispose() => _service.Dispose();

    [Theory]
    [InlineData(RecordingSelection.None, "")]
    [InlineData(RecordingSelection.Failed, "recording-5002.wav")]
    [InlineData(RecordingSelection.All, "recording-5001.wav recording-5002.wav")]
    internal async Task The_settings_say_which_are_downloaded(RecordingSelection selection, string files)
    {
        _service.Replays = new Dictionary<long, string> { [101] = Recorded("a.wav"), [102] = Recorded("a.wav", success: false) };

        await RunAsync(selection);

        Assert.Equal(files, string.Join(' ', Files().Order(StringComparer.Ordinal)));
        Assert.Equal(
            files,
            string.Join(
                ' ',
                _heard
                    .Verdicts.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    .SelectMany(pair => pair.Value.Runs)
                    .Select(run => Path.GetFileName(run.RecordingFile))
                    .OfType<string>()
            )
        );
        Assert.Equal(2, _heard.Verdicts.Count);
        Assert.All(_store.Requests, request => Assert.DoesNotContain("key-canary", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_recording_that_cannot_be_had_is_a_warning_on_the_test()
    {
        _service.Replays = new Dictionary<long, string> { [101] = Recorded("a.html"), [102] = Recorded("a.wav") };

        await RunAsync(RecordingSelection.All);

        var verdict = _heard.Verdicts["Book [Own personality]"];
        Assert.Equal(Outcome.Passed, verdict.Outcome);
        Assert.Contains("warning: the recording of run 5001 is not attached. The recording is no audio but text/html.", verdict.Notes);
        Assert.DoesNotContain("canary-signature", string.Join('\n', verdict.Notes), StringComparison.Ordinal);
        Assert.Equal(["recording-5002.wav"], Files());
    }

    [Fact]
    public async Task A_verdict_that_breaks_whoever_hears_it_is_said_and_ends_no_session()
    {
        _service.Replay = Recorded("a.wav");

        await RunAsync(RecordingSelection.All, listener: new BreakingListener(_heard, "Book [Own personality]"));

        Assert.Equal("Cancel [Own personality]", Assert.Single(_heard.Verdicts).Key);
        Assert.EndsWith(
            "InvalidOperationException: The disk is on fire. It is: passed",
            Assert.Single(_heard.Messages).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Without_a_folder_nothing_is_downloaded()
    {
        _service.Replay = Recorded("a.wav");

        await RunAsync(RecordingSelection.All, withFolder: false);

        Assert.Empty(_store.Requests);
        Assert.Equal(2, _heard.Verdicts.Count);
    }

    [Fact]
    public async Task Runs_without_a_recording_are_nothing_to_warn_about()
    {
        await RunAsync(RecordingSelection.All);

        Assert.All(_heard.Verdicts.Values, verdict =>
            Assert.DoesNotContain(verdict.Notes, note => note.StartsWith("warning", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_store_that_never_ends_holds_the_run_no_longer_than_its_time_limit()
    {
        var time = new VirtualTime();
        _service.Replays = new Dictionary<long, string> { [101] = Recorded("drip.wav"), [102] = Recorded("a.wav") };
        var limit = TimeSpan.FromSeconds(77);

        var running = RunAsync(
            RecordingSelection.All,
            settings: new() { Recordings = RecordingSelection.All, TimeoutSeconds = (int)limit.TotalSeconds },
            time: time
        );
        await time.WhenTimerDueInAsync(limit);
        time.Advance(limit);
        await running;

        var verdict = _heard.Verdicts["Book [Own personality]"];
        Assert.Equal(Outcome.Passed, verdict.Outcome);
        Assert.Contains(
            "warning: the recording of run 5001 is not attached. It had not arrived when the time of the run was over (TimeoutSeconds).",
            verdict.Notes
        );
        Assert.DoesNotContain(Files(), file => file.Contains("5001", StringComparison.Ordinal));
        Assert.Equal(2, _heard.Verdicts.Count);
    }

    [Theory]
    [InlineData(RecordingSelection.Failed, Outcome.Failed, Outcome.Failed, true)]
    [InlineData(RecordingSelection.Failed, Outcome.Failed, Outcome.Passed, false)]
    [InlineData(RecordingSelection.Failed, Outcome.Passed, Outcome.Failed, false)]
    [InlineData(RecordingSelection.Failed, Outcome.Skipped, Outcome.Skipped, true)]
    [InlineData(RecordingSelection.All, Outcome.Passed, Outcome.Passed, true)]
    [InlineData(RecordingSelection.None, Outcome.Failed, Outcome.Failed, false)]
    internal async Task A_failed_run_of_a_failed_test_is_what_people_listen_to(
        RecordingSelection selection,
        Outcome outcome,
        Outcome run,
        bool isWanted
    )
    {
        var applied = await ApplyAsync(selection, outcome, run, CancellationToken.None);

        Assert.Equal(isWanted ? Path.Combine(Recordings, "recording-5544.wav") : null, applied.Runs[0].RecordingFile);
        Assert.Equal(isWanted ? 1 : 0, _store.Requests.Count);
        Assert.Empty(applied.Notes);
    }

    [Fact]
    public async Task A_run_that_was_cancelled_downloads_nothing_more()
    {
        var applied = await ApplyAsync(RecordingSelection.All, Outcome.Failed, Outcome.Failed, new CancellationToken(canceled: true));

        Assert.Equal(["warning: the recording of run 5544 is not attached. The run was cancelled."], applied.Notes);
        Assert.Empty(_store.Requests);
    }

    [Fact]
    public async Task Few_are_downloaded_at_once_and_each_makes_room_for_another()
    {
        using var client = new CekuraClient(
            new CekuraClientOptions { ApiKey = "key-canary", BaseAddress = new("http://emulator.local/") },
            _service.Handler
        );
        using var step = new RecordingStep(
            client.Recordings,
            RecordingSelection.All,
            Recordings,
            new TimeLeft(TimeSpan.FromMinutes(2), TimeProvider.System),
            CancellationToken.None
        );
        var runs = Enumerable
            .Range(1, 5)
            .Select(id => SampleRuns.Judge(SampleRuns.Passed with { Id = id, RecordingUrl = _store.Address("a.wav") }));
        var verdict = new CaseVerdict { Outcome = Outcome.Passed, Runs = [.. runs] };

        var applied = await step.ApplyAsync(SampleCase.Of("Book", "Calm"), verdict);

        Assert.All(applied.Runs, run => Assert.NotNull(run.RecordingFile));
        Assert.Empty(applied.Notes);
    }

    private async Task<CaseVerdict> ApplyAsync(
        RecordingSelection selection,
        Outcome outcome,
        Outcome run,
        CancellationToken cancellationToken
    )
    {
        using var client = new CekuraClient(
            new CekuraClientOptions { ApiKey = "key-canary", BaseAddress = new("http://emulator.local/") },
            _service.Handler
        );
        using var step = new RecordingStep(
            client.Recordings,
            selection,
            Recordings,
            new TimeLeft(TimeSpan.FromHours(1), TimeProvider.System),
            cancellationToken
        );
        var judged = SampleRuns.Judge(SampleRuns.Failed with { Id = 5544, RecordingUrl = _store.Address("a.wav") });
        var other = SampleRuns.Judge(SampleRuns.Passed with { Id = 5543, RecordingUrl = "" });
        var verdict = new CaseVerdict { Outcome = outcome, Runs = [judged with { Outcome = run }, other] };
        return await step.ApplyAsync(SampleCase.Of("Book", "Calm"), verdict);
    }

    private string Recorded(string name, bool success = true) =>
        $$"""{ "success": {{(success ? "true" : "false")}}, "voice_recording_url": "{{_store.Address(name)}}" }""";

    private IEnumerable<string> Files() =>
        Directory.Exists(Recordings) ? Directory.GetFiles(Recordings).Select(file => Path.GetFileName(file)) : [];

    private async Task RunAsync(
        RecordingSelection selection,
        bool withFolder = true,
        ICaseListener? listener = null,
        CekuraSettings? settings = null,
        TimeProvider? time = null
    )
    {
        var json = """{ "name": "S", "mode": "voice", "scenarios": [ { "id": 101, "name": "Book" }, { "id": 102, "name": "Cancel" } ] }""";
        var manifest = new ManifestReader().Parse(Encoding.UTF8.GetBytes(json), "project/cekura.json").Manifest!;
        using var client = new CekuraClient(
            new CekuraClientOptions { ApiKey = "key-canary", BaseAddress = new("http://emulator.local/") },
            _service.Handler
        );
        var options = new SessionOptions
        {
            Suite = "S",
            Schedule = new PollSchedule(TimeSpan.Zero, TimeSpan.Zero),
            RecordingDirectory = withFolder ? Recordings : null,
            Time = time ?? TimeProvider.System,
        };
        await new RunSession(client, settings ?? new() { Recordings = selection }, listener ?? _heard, options).RunAsync(
            CaseMatrix.Expand(manifest, new())
        );
    }
}
