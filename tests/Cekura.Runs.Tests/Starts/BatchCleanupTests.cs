using System.Text.Json.Nodes;
using Cekura.Client;
using Cekura.Runs.Starts;
using Cekura.Runs.Tests.Session;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Starts;

/// <summary>What a session does about conversations that must not go on, what it says of it, and what its journal knows then.</summary>
public sealed class BatchCleanupTests : IDisposable
{
    private const string Later = "That is tried again when this process ends, by the next test run, and by \"cekura reap\".";

    private readonly LeftBehind _left = new();
    private readonly Heard _heard = new();
    private readonly StartJournal _journal;

    public BatchCleanupTests()
    {
        _journal = StartJournal.Create(_left.State, LeftBehind.Head());
        _journal.Intend(_left.Start(StartState.Intended, result: null));
        _journal.Started("S 1", 901);
    }

    public void Dispose()
    {
        _journal.Dispose();
        _left.Dispose();
    }

    [Fact]
    public async Task A_run_that_was_ended_is_over_and_nothing_is_said()
    {
        var cleanup = Cleanup(5001);

        cleanup.EndRun(5001, TimeSpan.FromSeconds(30));
        await cleanup.CloseAsync();

        Assert.Equal(["POST /runs/5001/end_call/"], _left.Requests);
        Assert.Empty(_heard.Messages);
        Assert.Equal(["started", "started", "ending", "started", "over"], Steps());
    }

    [Fact]
    public async Task A_run_that_cannot_be_ended_is_said_and_stays_open()
    {
        Refuse("/runs/5002/end_call/");
        var cleanup = Cleanup(5001, 5002);

        cleanup.EndRun(5001);
        cleanup.EndRun(5002);
        await cleanup.CloseAsync();

        var texts = _heard.Messages.Select(message => message.Text).ToList();
        Assert.Equal(2, texts.Count);
        Assert.StartsWith("Run 5002 could not be ended (", texts[0], StringComparison.Ordinal);
        Assert.EndsWith($"The key may not do this.). {Later}", texts[0], StringComparison.Ordinal);
        Assert.Equal($"Result 901 may still be going on. {Later}", texts[1]);
        Assert.Equal("ending", Steps()[^1]);
    }

    [Fact]
    public async Task A_result_whose_runs_are_over_is_closed_without_a_word()
    {
        var cleanup = Cleanup(5001, 5002);
        Observe(cleanup, 5001, RunStatus.Completed);
        Observe(cleanup, 5002, RunStatus.Timeout);

        cleanup.EndAll("Cancelled");
        await cleanup.CloseAsync();

        Assert.Empty(_left.Requests);
        Assert.Empty(_heard.Messages);
        Assert.Equal("over", Steps()[^1]);
    }

    [Theory]
    [InlineData(RunStatus.InProgress)]
    [InlineData(RunStatus.Unknown)]
    public async Task A_run_that_goes_on_after_all_keeps_its_result_open(RunStatus status)
    {
        var cleanup = Cleanup(5001);
        Observe(cleanup, 5001, RunStatus.Completed);
        Observe(cleanup, 5001, status);

        await cleanup.CloseAsync();

        Assert.Equal($"Result 901 may still be going on. {Later}", Assert.Single(_heard.Messages).Text);
        Assert.Equal("started", Steps()[^1]);
    }

    [Fact]
    public async Task A_result_without_runs_is_not_over_before_one_was_seen()
    {
        var unseen = Cleanup();
        await unseen.CloseAsync();
        Assert.Single(_heard.Messages);

        var seen = Cleanup();
        Observe(seen, 5001, RunStatus.Completed);
        await seen.CloseAsync();
        Assert.Single(_heard.Messages);
        Assert.Equal("over", Steps()[^1]);
    }

    [Theory]
    [InlineData(null, false, null)]
    [InlineData("Cancelled", false, "Cancelled; asked Cekura to end the active conversations of result 901.")]
    [InlineData("Cancelled", true, "Cancelled; asked the emulator to end the active conversations of result 901.")]
    public async Task A_result_is_ended_once(string? why, bool isLocal, string? said)
    {
        var cleanup = Cleanup(isLocal, _journal, 5001);

        cleanup.EndAll(why);
        cleanup.EndAll("Once more");
        await cleanup.CloseAsync();

        Assert.Equal([LeftBehind.End], _left.Requests);
        Assert.Equal(said is null ? [] : [said], _heard.Messages.Select(message => message.Text));
        Assert.Equal(["ending", "ended"], Steps().TakeLast(2));
    }

    [Theory]
    [InlineData(null, true, false, "The time is up, but result 901 could not be ended (", Later)]
    [InlineData("Cancelled", true, true, "Cancelled, but result 901 could not be ended (", Later)]
    [InlineData(null, false, true, "The time is up, but result 901 could not be ended (", "End it in the emulator.")]
    [InlineData(null, false, false, "The time is up, but result 901 could not be ended (", "End it in Cekura's dashboard.")]
    public async Task A_result_that_cannot_be_ended_says_what_is_left_to_do(
        string? why,
        bool hasJournal,
        bool isLocal,
        string start,
        string end
    )
    {
        Refuse("/end_calls/");
        var cleanup = Cleanup(isLocal, hasJournal ? _journal : null, 5001);

        cleanup.EndAll(why);
        await cleanup.CloseAsync();

        var text = Assert.Single(_heard.Messages).Text;
        Assert.StartsWith(start, text, StringComparison.Ordinal);
        Assert.EndsWith($"The key may not do this.). {end}", text, StringComparison.Ordinal);
        Assert.Equal(hasJournal ? "ending" : "started", Steps()[^1]);
    }

    private void Refuse(string path) =>
        _left.Instead = call =>
            call.EndsWith(path, StringComparison.Ordinal)
                ? FaultScript.Json("""{ "detail": "The key may not do this." }""", System.Net.HttpStatusCode.Forbidden)
                : null;

    private static void Observe(BatchCleanup cleanup, long id, RunStatus status) => cleanup.Observe(new Run { Id = id, Status = status });

    private BatchCleanup Cleanup(params long[] runs) => Cleanup(isLocal: false, _journal, runs);

    private BatchCleanup Cleanup(bool isLocal, StartJournal? journal, params long[] runs) =>
        new(
            _left.Client,
            new StartOptions
            {
                Journal = journal,
                IsLocal = isLocal,
                Time = _left.Time,
            },
            _heard,
            new StartedBatch(new StartedResult { Id = 901, Runs = [.. runs.Select(id => new StartedRun { Id = id })] }, "S 1")
        );

    private List<string> Steps() =>
        [.. LeftBehind.LinesOf(_journal.Path).Select(line => (string?)JsonNode.Parse(line)!["state"]).OfType<string>()];
}
