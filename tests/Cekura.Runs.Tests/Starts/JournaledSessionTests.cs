using System.Text;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Runs.Plan;
using Cekura.Runs.Session;
using Cekura.Runs.Starts;
using Cekura.Runs.Tests.Session;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Starts;

/// <summary>Sessions with a journal: what is on disk at which moment, and what a later session makes of it.</summary>
public sealed class JournaledSessionTests : IDisposable
{
    private const string Manifest =
        """{ "name": "S", "agent": 12, "personalities": [3, 7], "scenarios": [ { "id": 101, "name": "Book" } ] }""";

    private static readonly Uri Api = new("https://api.cekura.ai");

    private readonly string _state = Directory.CreateTempSubdirectory("cekura-journal-").FullName;
    private readonly EmulatedService _service = new();
    private readonly Heard _heard = new();

    public void Dispose()
    {
        _service.Dispose();
        Directory.Delete(_state, recursive: true);
    }

    [Fact]
    public async Task The_intent_is_on_disk_before_the_request_and_the_result_after_it()
    {
        List<StartRecord>? atRequest = null;
        _service.Refuses = _ =>
        {
            atRequest = [.. Read()];
            return null;
        };

        await RunAsync();

        var intended = Assert.Single(atRequest!);
        Assert.Equal(
            (StartState.Intended, null, true, 12L),
            (intended.State, intended.ResultId, intended.IsNamed, intended.AgentId!.Value)
        );
        Assert.Equal((string)Assert.Single(_service.Starts)["name"]!, intended.Name);
        var over = Assert.Single(Read());
        Assert.Equal((intended.Name, intended.Hash, StartState.Over, 1001L), (over.Name, over.Hash, over.State, over.ResultId!.Value));
    }

    [Fact]
    public async Task A_refused_start_leaves_nothing_open()
    {
        _service.Refuses = _ => FaultScript.Json("""["no"]""", System.Net.HttpStatusCode.BadRequest);

        await RunAsync();

        Assert.All(Read(), start => Assert.Equal(StartState.Refused, start.State));
    }

    [Fact]
    public async Task A_lost_answer_is_found_by_its_name_and_nothing_starts_twice()
    {
        _service.LosesAnswers = true;

        await RunAsync();

        Assert.Single(_service.Starts);
        Assert.All(_heard.Verdicts.Values, verdict =>
        {
            Assert.Equal(Outcome.Passed, verdict.Outcome);
            Assert.Contains(verdict.Notes, note =>
                note.Contains("the answer to the start was lost; result 1001 was found by its name", StringComparison.Ordinal)
            );
        });
    }

    [Fact]
    public async Task A_result_in_flight_is_gone_on_with_and_the_test_says_so()
    {
        Crash(await HashAsync(), StartState.Started, 1001);
        _service.Status = "running";

        await RunAsync();

        Assert.Single(_service.Starts);
        Assert.Equal(2, _heard.Verdicts.Count);
        Assert.All(_heard.Verdicts.Values, verdict =>
            Assert.Contains(verdict.Notes, note => note.Contains("result 1001, started by an earlier test run", StringComparison.Ordinal))
        );
        Assert.Equal([StartState.Over, StartState.Adopted], States());
    }

    [Theory]
    [InlineData(60, "completed", "V10", "Run 5001 was not over after 60 s. Asked Cekura to end it.")]
    [InlineData(60, "cancelled", "V10", "Run 5001 was not over after 60 s. Asked Cekura to end it.")]
    [InlineData(null, "cancelled", "V14", "Run 5001 was ended by an earlier test run, because the outcome was decided.")]
    public async Task What_an_earlier_process_of_ours_ended_is_no_user_s_doing_and_never_passes(
        int? limit,
        string status,
        string rule,
        string headline
    )
    {
        _service.Shape = run => run["status"] = (long)run["id"]! == 5001 ? status : "completed";
        var record = Record(await HashAsync(), StartState.Started, 1001);
        using (var journal = StartJournal.Create(_state, Head()))
        {
            journal.Intend(record);
            journal.EndRun(record.Name, 5001, limit is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        }

        _service.Status = "running";
        await RunAsync();
        Assert.Single(_service.Starts);
        AssertVerdicts();

        // The one that goes on with it dies, too.
        var adopted = Read().Single(start => start.State == StartState.Over);
        using (var journal = StartJournal.Create(_state, Head()))
        {
            journal.Intend(adopted with { State = StartState.Started });
        }

        _heard.Verdicts.Clear();
        await RunAsync();
        Assert.Single(_service.Starts);
        AssertVerdicts();

        void AssertVerdicts()
        {
            Assert.Equal(
                (Outcome.Failed, rule, headline),
                _heard.Verdicts["Book [Personality 3]"] is var verdict
                    ? (verdict.Outcome, verdict.Runs[0].Rule, verdict.Message!.Split('\n')[0])
                    : default
            );
            Assert.Equal(Outcome.Passed, _heard.Verdicts["Book [Personality 7]"].Outcome);
        }
    }

    [Fact]
    public async Task What_may_be_in_flight_and_cannot_be_read_is_not_started_again()
    {
        Crash(await HashAsync(), StartState.Started, 1001);
        var starts = _service.Starts.Count;
        _service.Instead = request =>
            request.Contains("/results/", StringComparison.Ordinal)
                ? FaultScript.Json("""{ "detail": "no" }""", System.Net.HttpStatusCode.Forbidden)
                : null;

        await RunAsync();

        Assert.Equal(starts, _service.Starts.Count);
        Assert.Equal(2, _heard.Verdicts.Count);
        Assert.All(_heard.Verdicts.Values, verdict =>
        {
            Assert.Equal(Outcome.Failed, verdict.Outcome);
            Assert.Contains("Nothing was started: an earlier test run started", verdict.Runs[0].Message, StringComparison.Ordinal);
        });
        Assert.Contains(StartState.Started, States());
    }

    [Fact]
    public async Task A_crash_before_the_answer_is_gone_on_with_by_name()
    {
        Crash(await HashAsync(), StartState.Intended, resultId: null);
        _service.Status = "running";

        await RunAsync();

        Assert.Single(_service.Starts);
        Assert.Equal([StartState.Over, StartState.Adopted], States());
    }

    [Theory]
    [InlineData(Reuse.InFlight, 2)]
    [InlineData(Reuse.Finished, 1)]
    internal async Task A_finished_result_is_gone_on_with_only_when_asked_for(Reuse reuse, int starts)
    {
        await RunAsync();
        _heard.Verdicts.Clear();

        await RunAsync(reuse);

        Assert.Equal(starts, _service.Starts.Count);
        Assert.Equal(2, _heard.Verdicts.Count);
    }

    [Fact]
    public async Task What_a_living_process_runs_is_neither_ended_nor_gone_on_with()
    {
        await HashAsync();
        _service.Status = "running";
        using var other = StartJournal.Create(_state, Head());
        other.Intend(Record(await HashAsync(), StartState.Started, 1001));

        await RunAsync();

        Assert.Equal(3, _service.Starts.Count);
        Assert.DoesNotContain(_service.Requests, call => call.EndsWith("end_calls/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_nobody_asks_for_any_more_is_ended_once()
    {
        await HashAsync();
        Crash("another hash", StartState.Started, 1001);
        _service.Status = "running";

        await RunAsync();
        _heard.Verdicts.Clear();
        await RunAsync();

        Assert.Single(_service.Requests, call => call == "POST /results/1001/end_calls/");
    }

    [Fact]
    public async Task A_result_with_another_name_is_not_ours_to_end()
    {
        await HashAsync();
        Crash("another hash", StartState.Started, 1001, "Somebody else's");
        _service.Status = "running";

        await RunAsync();

        Assert.DoesNotContain(_service.Requests, call => call.EndsWith("end_calls/", StringComparison.Ordinal));
        Assert.Equal([StartState.Over, StartState.Lost], States());
    }

    [Theory]
    [InlineData(nameof(StartState.Started), 1001, 1)]
    [InlineData(nameof(StartState.Intended), null, 1)]
    [InlineData(nameof(StartState.Ending), 1001, 1)]
    [InlineData(nameof(StartState.Ended), 1001, 0)]
    [InlineData(nameof(StartState.Over), 1001, 0)]
    public async Task A_guard_ends_what_is_open_and_nothing_else(string state, int? resultId, int ends)
    {
        await HashAsync();
        _service.Status = "running";
        var journal = Crash("hash", Enum.Parse<StartState>(state), resultId);
        using var client = Client();

        await new RunGuard(_ => client, TimeProvider.System).EndAsync(client, journal, CancellationToken.None);

        Assert.Equal(ends, _service.Requests.Count(call => call == "POST /results/1001/end_calls/"));
    }

    [Fact]
    public async Task A_torn_last_line_loses_nothing_else()
    {
        await HashAsync();
        _service.Status = "running";
        var journal = Crash("hash", StartState.Started, 1001);
        await File.AppendAllTextAsync(journal, """{"start":"S 1","sta""");
        using var client = Client();

        var ended = await new OrphanSweep(client, Api, TimeProvider.System).RunAsync(_state).ToListAsync();

        Assert.Equal(EndOutcome.Ended, Assert.Single(ended).Outcome);
        Assert.Equal(StartState.Ended, Assert.Single(Read()).State);
    }

    [Theory]
    [InlineData(true, "the emulator")]
    [InlineData(false, "Cekura")]
    public async Task What_was_asked_to_end_an_orphan_is_named_by_what_its_runs_say(bool isEmulated, string service)
    {
        await HashAsync();
        (_service.Status, _service.SaysEmulated) = ("running", isEmulated);
        Crash("hash", StartState.Started, 1001);
        using var client = Client();

        var ended = await new OrphanSweep(client, Api, TimeProvider.System).RunAsync(_state).ToListAsync();

        Assert.Equal((EndOutcome.Ended, service), Assert.Single(ended) is var one ? (one.Outcome, one.Service) : default);
    }

    [Fact]
    public async Task What_is_no_journal_holds_no_session_up_and_is_said_where_something_may_be_lost()
    {
        var folder = Directory.CreateDirectory(JournalFiles.FolderOf(_state)).FullName;
        if (!OperatingSystem.IsWindows())
        {
            using var pipe = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(folder, "20260504-120000-000-pipe.jsonl")]);
            await pipe.WaitForExitAsync();
        }

        Directory.CreateDirectory(Path.Combine(folder, "20260504-120000-000-folder.jsonl"));
        await File.WriteAllTextAsync(Path.Combine(folder, "20260504-120000-000-zeros.jsonl"), "\0\0\0");
        var elsewhere = new JournalHead("Clinic", "/clinic", new Uri("https://staging.example"), DateTimeOffset.UtcNow);
        using (var left = StartJournal.Create(_state, elsewhere))
        {
            left.Intend(
                new StartRecord
                {
                    Name = "Left",
                    Hash = "h",
                    IsNamed = true,
                    At = DateTimeOffset.UtcNow,
                }
            );
        }

        using var earlier = EarlierStarts.Claim(_state, Head(), Reuse.InFlight, TimeProvider.System);

        Assert.Equal(3, earlier.Errors.Count);
        Assert.Contains(earlier.Errors, error => error.Contains("folder.jsonl cannot be read: It is a folder.", StringComparison.Ordinal));
        Assert.Contains(earlier.Errors, error => error.Contains("zeros.jsonl cannot be read: It is damaged", StringComparison.Ordinal));
        Assert.Contains(earlier.Errors, error => error.Contains("cekura reap --api-url https://staging.example", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_state_is_its_owner_s_alone()
    {
        await RunAsync();

        foreach (var file in OperatingSystem.IsWindows() ? [] : Directory.GetFiles(_state, "*", SearchOption.AllDirectories))
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file)
            );
        }
    }

    private static JournalHead Head() => new("Clinic", "/clinic", Api, DateTimeOffset.UtcNow);

    private StartRecord Record(string hash, StartState state, long? resultId, string? name = null) =>
        new()
        {
            Name = name ?? (string)_service.Starts[0]["name"]!,
            Hash = hash,
            IsNamed = true,
            AgentId = 12,
            At = DateTimeOffset.UtcNow,
            State = state,
            ResultId = resultId,
        };

    /// <summary>The journal of a process that died.</summary>
    private string Crash(string hash, StartState state, long? resultId, string? name = null)
    {
        using var journal = StartJournal.Create(_state, Head());
        var record = Record(hash, state, resultId, name);
        journal.Intend(record with { State = StartState.Intended, ResultId = null });
        if (resultId is { } id)
        {
            journal.Started(record.Name, id);
            journal.Mark(record.Name, state);
        }

        return journal.Path;
    }

    /// <summary>
    /// Lets the service start the cases once, for a session that left no journal, and tells what the journal would call them.
    /// </summary>
    private async Task<string> HashAsync()
    {
        using var client = Client();
        await new RunSession(
            client,
            new(),
            new Heard(),
            new SessionOptions { Suite = "S", Schedule = new PollSchedule(TimeSpan.Zero, TimeSpan.Zero) }
        ).RunAsync(Cases());
        return BatchFingerprint.Of(RunPlan.For(Cases()).Batches[0], concurrencyLimit: null);
    }

    private async Task RunAsync(Reuse reuse = Reuse.InFlight)
    {
        var head = Head();
        using var client = Client();
        using var earlier = EarlierStarts.Claim(_state, head, reuse, TimeProvider.System);
        using var journal = StartJournal.Create(_state, head);
        await earlier.EndOthersAsync(client, [Cases()], concurrencyLimit: null);
        var options = new SessionOptions
        {
            Suite = "S",
            Schedule = new PollSchedule(TimeSpan.Zero, TimeSpan.Zero),
            Journal = journal,
            Earlier = earlier,
            LostStartPauses = [TimeSpan.Zero],
        };
        await new RunSession(client, new CekuraSettings { Reuse = reuse }, _heard, options).RunAsync(Cases());
    }

    private static List<ScenarioCase> Cases() =>
        [.. CaseMatrix.Expand(new ManifestReader().Parse(Encoding.UTF8.GetBytes(Manifest), "cekura.json").Manifest!, new CekuraSettings())];

    private CekuraClient Client() => _service.Client();

    /// <summary>Of all journals together: two that were begun in the same millisecond have no order.</summary>
    private IEnumerable<StartState> States() => Read().Select(start => start.State).Order();

    private List<StartRecord> Read()
    {
        var starts = new List<StartRecord>();
        foreach (var path in JournalFiles.NewestFirst(_state).Reverse())
        {
            using var reader = new StreamReader(
                new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
            );
            var read = new Dictionary<string, StartRecord>(StringComparer.Ordinal);
            while (reader.ReadLine() is { } line)
            {
                JournalJson.Take(line, read);
            }

            starts.AddRange(read.Values);
        }

        return starts;
    }
}
