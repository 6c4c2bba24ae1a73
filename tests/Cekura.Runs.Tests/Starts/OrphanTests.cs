using Cekura.Runs.Starts;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Starts;

/// <summary>
/// What is done about a start that a dead process left: it is read first, and ended once where it is ours and still running.
/// </summary>
public sealed class OrphanTests : IDisposable
{
    private readonly LeftBehind _left = new();

    public void Dispose() => _left.Dispose();

    [Fact]
    public async Task What_runs_is_ended_at_once()
    {
        var journal = _left.Crash(_left.Start(StartState.Started));
        _left.Stands("in_progress");

        var ended = Assert.Single(await _left.SweepAsync());

        Assert.Equal(new EndedStart("S 1", 901, EndOutcome.Ended), ended);
        Assert.Equal([LeftBehind.Read, LeftBehind.End], _left.Requests);
        Assert.Equal(TimeSpan.Zero, _left.Elapsed);
        Assert.Equal([StartState.Ended], LeftBehind.StatesOf(journal));
    }

    [Theory]
    [InlineData("completed", EndOutcome.WasOver)]
    [InlineData("in_progress", EndOutcome.Ended)]
    internal async Task What_was_being_ended_gets_the_moment_that_an_end_takes(string then, EndOutcome outcome)
    {
        _left.Crash(_left.Start(StartState.Ending));
        _left.Stands("in_progress", then);

        Assert.Equal(outcome, Assert.Single(await _left.SweepAsync()).Outcome);

        Assert.Equal(
            [LeftBehind.Read, LeftBehind.Read, .. outcome == EndOutcome.Ended ? [LeftBehind.End] : Array.Empty<string>()],
            _left.Requests
        );
        Assert.Equal(EndCalls.Moment, _left.Elapsed);
    }

    [Theory]
    [InlineData(StartState.Started)]
    [InlineData(StartState.Ending)]
    internal async Task What_has_ended_by_itself_is_not_asked_to(StartState state)
    {
        var journal = _left.Crash(_left.Start(state));
        _left.Stands("completed");

        Assert.Equal(new EndedStart("S 1", 901, EndOutcome.WasOver), Assert.Single(await _left.SweepAsync()));

        Assert.Equal([LeftBehind.Read], _left.Requests);
        Assert.Equal(TimeSpan.Zero, _left.Elapsed);
        Assert.Equal([StartState.Over], LeftBehind.StatesOf(journal));
    }

    [Fact]
    public async Task One_answer_that_there_is_no_such_result_is_not_believed()
    {
        _left.Crash(_left.Start(StartState.Started));
        _left.Stands("404", "in_progress");

        Assert.Equal(EndOutcome.Ended, Assert.Single(await _left.SweepAsync()).Outcome);

        Assert.Equal(EndCalls.Moment, _left.Elapsed);
    }

    [Fact]
    public async Task A_result_that_is_not_there_is_not_looked_for_by_the_next_sweep()
    {
        var journal = _left.Crash(_left.Start(StartState.Started));
        _left.Stands("404", "404");

        Assert.Equal(new EndedStart("S 1", 901, EndOutcome.NotFound), Assert.Single(await _left.SweepAsync()));

        Assert.Equal([StartState.Lost], LeftBehind.StatesOf(journal));
        Assert.Empty(await _left.SweepAsync());
    }

    [Fact]
    public async Task A_start_without_an_answer_is_ended_by_its_exact_name()
    {
        _left.Crash(_left.Start(StartState.Intended, result: null));
        _left.Instead = call =>
            call.StartsWith("GET /results/?", StringComparison.Ordinal)
                ? FaultScript.Json(
                    """{ "count": 2, "next": null, "results": [ { "id": 900, "name": "S 12", "status": "running" }, { "id": 901, "name": "S 1", "status": "running" } ] }"""
                )
                : null;
        _left.Stands("in_progress");

        Assert.Equal(new EndedStart("S 1", 901, EndOutcome.Ended), Assert.Single(await _left.SweepAsync()));

        Assert.Equal([LeftBehind.Read, LeftBehind.End], _left.Requests.Skip(1));
    }

    [Theory]
    [InlineData(LeftBehind.Read)]
    [InlineData(LeftBehind.End)]
    public async Task What_cannot_be_ended_now_stays_for_the_next_sweep(string refused)
    {
        var journal = _left.Crash(_left.Start(StartState.Started));
        _left.Instead = call =>
            call == refused ? FaultScript.Json("""{ "detail": "The key may not do this." }""", System.Net.HttpStatusCode.Forbidden) : null;
        _left.Stands("in_progress");

        var ended = Assert.Single(await _left.SweepAsync());

        Assert.Equal(("S 1", 901L, EndOutcome.Failed), (ended.Name, ended.ResultId!.Value, ended.Outcome));
        Assert.Contains("The key may not do this.", ended.Error, StringComparison.Ordinal);
        Assert.Equal([refused == LeftBehind.Read ? StartState.Started : StartState.Ending], LeftBehind.StatesOf(journal));
        _left.Instead = call => call == LeftBehind.Read ? LeftBehind.Result("completed") : null;
        Assert.Equal(EndOutcome.WasOver, Assert.Single(await _left.SweepAsync()).Outcome);
    }

    [Fact]
    public async Task What_went_to_another_address_is_told_of_and_nothing_is_asked()
    {
        _left.Crash(_left.Start(StartState.Started), LeftBehind.Head(api: "https://staging.example/api"));

        Assert.Equal(
            new EndedStart(
                "S 1",
                901,
                EndOutcome.Elsewhere,
                "It was started at https://staging.example/api: cekura reap --api-url https://staging.example/api"
            ),
            Assert.Single(await _left.SweepAsync())
        );
        Assert.Empty(_left.Requests);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_read_is_told_of_and_holds_up_no_other()
    {
        _left.Crash(_left.Start(StartState.Started));
        var damaged = Path.Combine(JournalFiles.FolderOf(_left.State), "99990101-000000-000-damaged.jsonl");
        await File.WriteAllTextAsync(damaged, "\0\0\0");
        _left.Stands("in_progress");

        var ended = await _left.SweepAsync();

        Assert.Equal(
            [
                new EndedStart(damaged, null, EndOutcome.Unreadable, "It is damaged: its first line does not say whose it is."),
                new EndedStart("S 1", 901, EndOutcome.Ended),
            ],
            ended
        );
        Assert.True(File.Exists(damaged));
    }

    [Theory]
    [InlineData(23, StartState.Ended, true)]
    [InlineData(25, StartState.Ended, false)]
    [InlineData(25, StartState.Started, true)]
    internal async Task A_journal_is_deleted_a_day_after_it_began_when_nothing_in_it_is_open(int hours, StartState state, bool isKept)
    {
        var journal = _left.Crash(_left.Start(state), LeftBehind.Head(TimeSpan.FromHours(hours)));
        _left.Instead = _ => LeftBehind.Result("403");

        await _left.SweepAsync();

        Assert.Equal(isKept, File.Exists(journal));
    }
}
