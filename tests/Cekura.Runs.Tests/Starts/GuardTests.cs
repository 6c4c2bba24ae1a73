using System.IO.Pipelines;
using System.Text;
using Cekura.Runs.Starts;

namespace Cekura.Runs.Tests.Starts;

/// <summary>The guard beside a test host: it waits for the host's end, and then for the service, but not for ever.</summary>
public sealed class GuardTests : IDisposable
{
    private readonly LeftBehind _left = new();

    public void Dispose() => _left.Dispose();

    [Fact]
    public async Task It_waits_for_the_end_of_its_parent()
    {
        var journal = _left.Crash(_left.Start(StartState.Started));
        _left.Stands("in_progress");
        var orders = new GuardOrders(journal, LeftBehind.Api, "key-canary");
        GuardOrders? heard = null;
        var connected = new TaskCompletionSource();
        var pipe = new Pipe();
        using var parent = new StreamReader(pipe.Reader.AsStream());

        var guard = new RunGuard(
            told =>
            {
                heard = told;
                connected.SetResult();
                return _left.Client;
            },
            _left.Time
        ).WatchAsync(parent);
        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(orders.ToLine() + "\n"));
        await connected.Task;

        Assert.Equal(orders, heard);
        Assert.False(guard.IsCompleted);
        Assert.Empty(_left.Requests);
        await pipe.Writer.CompleteAsync();
        await guard;
        Assert.Equal([LeftBehind.Read, LeftBehind.End], _left.Requests);
        Assert.DoesNotContain("canary", orders.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "journal": "j", "api_url": "https://a" }""")]
    [InlineData("""{ "journal": "j", "api_url": "no address", "api_key": "k" }""")]
    [InlineData("""{ "journal": 7, "api_url": "https://a", "api_key": "k" }""")]
    public async Task Without_orders_it_ends(string line)
    {
        using var parent = new StringReader(line + "\n");

        await new RunGuard(_ => throw new InvalidOperationException("There is nowhere to connect to."), _left.Time).WatchAsync(parent);

        Assert.Null(GuardOrders.Read(line));
    }

    [Fact]
    public async Task A_journal_that_is_gone_is_nothing_to_wait_for()
    {
        await EndAsync(Path.Combine(_left.State, "gone.jsonl"));

        Assert.Equal(TimeSpan.Zero, _left.Elapsed);
        Assert.Empty(_left.Requests);
    }

    [Fact]
    public async Task A_parent_that_holds_its_journal_is_waited_for_five_minutes_and_nothing_of_it_is_ended()
    {
        using var journal = StartJournal.Create(_left.State, LeftBehind.Head());
        journal.Intend(_left.Start(StartState.Started));

        await EndAsync(journal.Path);

        Assert.InRange(_left.Elapsed, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5.1));
        Assert.Empty(_left.Requests);
    }

    [Fact]
    public async Task A_parent_that_takes_a_moment_to_die_is_waited_for()
    {
        var journal = StartJournal.Create(_left.State, LeftBehind.Head());
        journal.Intend(_left.Start(StartState.Started));
        _left.Stands("in_progress");
        await using var death = _left.Time.CreateTimer(
            _ => journal.Dispose(),
            state: null,
            TimeSpan.FromSeconds(20),
            Timeout.InfiniteTimeSpan
        );

        await EndAsync(journal.Path);

        Assert.Equal([LeftBehind.Read, LeftBehind.End], _left.Requests);
        Assert.InRange(_left.Elapsed, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20.1));
    }

    [Fact]
    public async Task An_outage_of_two_minutes_is_waited_out_in_growing_pauses()
    {
        var journal = _left.Crash(_left.Start(StartState.Started));
        _left.Instead = call =>
            _left.Elapsed < TimeSpan.FromMinutes(2) ? LeftBehind.Result("503")
            : call == LeftBehind.Read ? LeftBehind.Result("in_progress")
            : null;

        await EndAsync(journal);

        Assert.Equal(LeftBehind.End, _left.Requests[^1]);
        Assert.InRange(_left.Requests.Count, 10, 20);
        Assert.InRange(_left.Elapsed, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2.3));
        Assert.Equal([StartState.Ended], LeftBehind.StatesOf(journal));
    }

    [Fact]
    public async Task A_service_that_is_gone_is_given_up_after_five_minutes_and_what_runs_stays_open()
    {
        var journal = _left.Crash(_left.Start(StartState.Started));
        _left.Instead = _ => LeftBehind.Result("503");

        await EndAsync(journal);

        Assert.InRange(_left.Elapsed, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5.3));
        Assert.Equal([StartState.Started], LeftBehind.StatesOf(journal));
    }

    [Fact]
    public async Task A_result_that_is_not_there_yet_is_searched_again()
    {
        var journal = _left.Crash(_left.Start(StartState.Started));
        _left.Stands("404", "404", "in_progress");

        await EndAsync(journal);

        Assert.Equal(LeftBehind.End, _left.Requests[^1]);
        Assert.Equal([StartState.Ended], LeftBehind.StatesOf(journal));
    }

    [Fact]
    public async Task A_start_that_has_neither_name_nor_result_cannot_be_searched()
    {
        var journal = _left.Crash(_left.Start(StartState.Intended, result: null) with { IsNamed = false });

        await EndAsync(journal);

        Assert.Empty(_left.Requests);
        Assert.Equal(TimeSpan.Zero, _left.Elapsed);
    }

    private Task EndAsync(string journal) =>
        _left.Time.RunAsync(() => new RunGuard(_ => _left.Client, _left.Time).EndAsync(_left.Client, journal, CancellationToken.None));
}
