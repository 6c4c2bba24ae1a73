using System.Text;
using Cekura.Client;
using Cekura.Runs.Starts;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Starts;

/// <summary>A start goes out once, and never before it is on disk.</summary>
public sealed class JournalledStartTests : IDisposable
{
    private readonly LeftBehind _left = new();
    private int _sent;

    public void Dispose() => _left.Dispose();

    [Fact]
    public async Task A_start_that_cannot_be_written_down_is_not_sent()
    {
        using var journal = StartJournal.Create(_left.State, LeftBehind.Head(), (file, line) =>
        {
            if (line.Contains("\"hash\"", StringComparison.Ordinal))
            {
                throw new IOException("No space left on device.");
            }

            JournalFiles.Append(file, line);
        });

        var refusal = await Assert.ThrowsAsync<CekuraConfigurationException>(() => RunAsync(new StartOptions { Journal = journal }));

        Assert.StartsWith("Nothing was started: ", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith("No space left on device.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, _sent);
    }

    [Fact]
    public async Task A_line_that_a_full_disk_tore_swallows_no_other()
    {
        var isFull = false;
        using (var journal = StartJournal.Create(_left.State, LeftBehind.Head(), (file, line) =>
            {
                if (isFull)
                {
                    file.Write(Encoding.UTF8.GetBytes(line[..(line.Length / 2)]));
                    throw new IOException("No space left on device.");
                }

                JournalFiles.Append(file, line);
            }))
        {
            journal.Intend(_left.Start(StartState.Intended, result: null));
            isFull = true;
            journal.Started("S 1", 901);
            isFull = false;
            journal.Mark("S 1", StartState.Ending);
        }

        Assert.Equal([StartState.Ending], LeftBehind.StatesOf(Assert.Single(JournalFiles.NewestFirst(_left.State))));
        _left.Stands("in_progress", "in_progress");
        Assert.Equal(new EndedStart("S 1", 901, EndOutcome.Ended), Assert.Single(await _left.SweepAsync()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_session_that_is_cancelled_before_the_request_starts_nothing_and_leaves_nothing_open(int look)
    {
        using var cancel = new CancellationTokenSource();
        using var journal = StartJournal.Create(_left.State, LeftBehind.Head());
        var looks = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            RunAsync(
                new StartOptions
                {
                    Journal = journal,
                    Look = () =>
                    {
                        if (++looks == look)
                        {
                            cancel.Cancel();
                        }
                    },
                },
                cancellationToken: cancel.Token
            )
        );

        Assert.Equal(0, _sent);
        Assert.Equal(look == 1 ? [] : [StartState.Refused], LeftBehind.StatesOf(journal.Path));
    }

    [Fact]
    public async Task A_lost_answer_is_searched_for_five_minutes_in_an_outage()
    {
        _left.Instead = call =>
            _left.Elapsed < TimeSpan.FromMinutes(4) ? LeftBehind.Result("503")
            : call.StartsWith("GET /results/?", StringComparison.Ordinal)
                ? FaultScript.Json("""{ "count": 1, "next": null, "results": [ { "id": 901, "name": "S 1", "status": "running" } ] }""")
            : LeftBehind.Result("in_progress");

        var started = await RunAsync(
            new StartOptions { Time = _left.Time },
            failure: new CekuraUnknownOutcomeException("The connection was reset.")
        );

        Assert.Equal(901, started.Result.Id);
        Assert.Equal("the answer to the start was lost; result 901 was found by its name, and nothing was started twice", started.Note);
        Assert.InRange(_left.Elapsed, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(4.5));
        Assert.Equal(1, _sent);
    }

    [Fact]
    public async Task After_five_minutes_the_outcome_stays_unknown_and_open()
    {
        using var journal = StartJournal.Create(_left.State, LeftBehind.Head());
        _left.Instead = _ => LeftBehind.Result("503");

        await Assert.ThrowsAsync<CekuraUnknownOutcomeException>(() =>
            RunAsync(
                new StartOptions { Time = _left.Time, Journal = journal },
                failure: new CekuraUnknownOutcomeException("The connection was reset.")
            )
        );

        Assert.InRange(_left.Elapsed, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5.5));
        Assert.Equal([StartState.Intended], LeftBehind.StatesOf(journal.Path));
        Assert.Equal(1, _sent);
    }

    [Fact]
    public async Task A_result_that_the_list_does_not_show_yet_is_searched_four_times()
    {
        _left.Instead = _ => FaultScript.Json("""{ "count": 0, "next": null, "results": [] }""");

        await Assert.ThrowsAsync<CekuraUnknownOutcomeException>(() =>
            RunAsync(new StartOptions { Time = _left.Time }, failure: new CekuraUnknownOutcomeException("The connection was reset."))
        );

        Assert.Equal(4, _left.Requests.Count);
        Assert.Equal(TimeSpan.FromSeconds(10), _left.Elapsed);
    }

    private Task<StartedBatch> RunAsync(
        StartOptions options,
        CekuraException? failure = null,
        CancellationToken cancellationToken = default
    ) =>
        _left.Time.RunAsync(() =>
            new JournalledStart(_left.Client, options).RunAsync(
                _left.Start(StartState.Intended, result: null),
                () =>
                {
                    _sent++;
                    return failure is null ? Task.FromResult(new StartedResult { Id = 901 }) : throw failure;
                },
                cancellationToken
            )
        );
}
