using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Settings;
using Cekura.Runs.Starts;

namespace Cekura.Runs.Tests.Starts;

/// <summary>Which of the starts that earlier processes left a session takes over, ends, or leaves alone.</summary>
public sealed class EarlierStartsTests : IDisposable
{
    private readonly LeftBehind _left = new();

    public void Dispose() => _left.Dispose();

    [Theory]
    [InlineData("Clinic", 1, true)]
    [InlineData("Hospital", 9, false)]
    [InlineData("Hospital", 11, true)]
    public async Task Another_project_has_ten_minutes_for_its_own_second_attempt(string project, int minutes, bool isEnded)
    {
        _left.Crash(_left.Start(StartState.Started), LeftBehind.Head(TimeSpan.FromMinutes(minutes), project));
        _left.Stands("in_progress");

        using var earlier = _left.Claim();
        var ended = await earlier.EndOthersAsync(_left.Client, [], concurrencyLimit: null);

        Assert.Equal(isEnded ? [LeftBehind.Read, LeftBehind.End] : [], _left.Requests);
        Assert.Equal(isEnded ? 1 : 0, ended.Count);
    }

    [Theory]
    [InlineData("https://staging.example", "Clinic", 23, StartState.Started, true)]
    [InlineData("https://staging.example", "Clinic", 25, StartState.Started, false)]
    [InlineData("https://staging.example", "Hospital", 23, StartState.Started, false)]
    [InlineData("https://staging.example", "Clinic", 23, StartState.Over, false)]
    [InlineData("http://localhost:8080", "Clinic", 23, StartState.Started, false)]
    [InlineData("https://api.cekura.ai", "Clinic", 23, StartState.Started, false)]
    internal async Task What_the_same_project_left_at_another_address_is_told_of_for_a_day(
        string api,
        string project,
        int hours,
        StartState state,
        bool isTold
    )
    {
        _left.Crash(_left.Start(state), LeftBehind.Head(TimeSpan.FromHours(hours), project, api));
        _left.Stands("in_progress");

        using var earlier = _left.Claim();
        await earlier.EndOthersAsync(_left.Client, [], concurrencyLimit: null);

        Assert.Equal(
            isTold ? [$"an earlier run of these tests may have left conversations running at {api}: cekura reap --api-url {api}"] : [],
            earlier.Errors
        );
        Assert.Equal(api == LeftBehind.Api.OriginalString, _left.Requests.Contains(LeftBehind.End));
    }

    [Fact]
    public async Task Orphans_that_are_left_alone_can_be_taken_by_another_session()
    {
        _left.Crash(_left.Start(StartState.Started), LeftBehind.Head(project: "Hospital"));
        _left.Stands("in_progress");

        using var mine = _left.Claim();
        using var theirs = _left.Claim(head: LeftBehind.Head(project: "Hospital"));

        Assert.Empty(await mine.EndOthersAsync(_left.Client, [], concurrencyLimit: null));
        Assert.Equal(901, (await TakeAsync(theirs))!.Result.Id);
    }

    [Theory]
    [InlineData(StartState.Started, Reuse.InFlight, 59, true)]
    [InlineData(StartState.Started, Reuse.InFlight, 61, false)]
    [InlineData(StartState.Started, Reuse.Finished, 61, true)]
    [InlineData(StartState.Over, Reuse.InFlight, 1, false)]
    [InlineData(StartState.Over, Reuse.Finished, 59, true)]
    [InlineData(StartState.Over, Reuse.Finished, 61, false)]
    [InlineData(StartState.Ended, Reuse.Finished, 1, false)]
    [InlineData(StartState.Started, Reuse.Never, 1, false)]
    internal async Task A_finished_result_is_resumed_while_it_is_recent_and_asked_for(
        StartState state,
        Reuse reuse,
        int minutes,
        bool isResumed
    )
    {
        _left.Crash(_left.Start(state, age: TimeSpan.FromMinutes(minutes)));
        _left.Stands("completed");

        using var earlier = _left.Claim(reuse);
        var taken = await TakeAsync(earlier);

        Assert.Equal(isResumed ? 901 : null, taken?.Result.Id);
        Assert.Equal(
            isResumed
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"result 901, started by an earlier test run at {_left.Time.GetUtcNow().AddMinutes(-minutes):yyyy-MM-dd HH:mm:ss} UTC, had just finished: this test goes on with it, and nothing was started again (Reuse={reuse})"
                )
                : null,
            taken?.Note
        );
        Assert.Null(await TakeAsync(earlier));
    }

    [Theory]
    [InlineData("in_progress", true)]
    [InlineData("failed", false)]
    [InlineData("cancelled", false)]
    public async Task A_result_that_did_not_complete_is_not_resumed(string status, bool isResumed)
    {
        var journal = _left.Crash(_left.Start(StartState.Started));
        _left.Stands(status);

        using (var earlier = _left.Claim())
        {
            Assert.Equal(isResumed, await TakeAsync(earlier) is not null);
        }

        Assert.Equal([isResumed ? StartState.Adopted : StartState.Over], LeftBehind.StatesOf(journal));
    }

    [Fact]
    public async Task What_had_finished_and_cannot_be_read_is_started_anew()
    {
        var journal = _left.Crash(_left.Start(StartState.Over));
        _left.Stands("403");

        using (var earlier = _left.Claim(Reuse.Finished))
        {
            Assert.Null(await TakeAsync(earlier));
        }

        Assert.Equal([StartState.Over], LeftBehind.StatesOf(journal));
    }

    [Fact]
    public async Task What_may_run_and_cannot_be_read_starts_nothing()
    {
        _left.Crash(_left.Start(StartState.Started));
        _left.Stands("403");

        using var earlier = _left.Claim();
        var refusal = await Assert.ThrowsAsync<CekuraTransientException>(() => TakeAsync(earlier));

        Assert.StartsWith(
            "Nothing was started: an earlier test run started \"S 1\" for the same tests, and it cannot be read now.",
            refusal.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_the_service_does_not_have_is_closed_and_started_anew()
    {
        var journal = _left.Crash(_left.Start(StartState.Started));
        _left.Stands("404", "404");

        using (var earlier = _left.Claim())
        {
            Assert.Null(await TakeAsync(earlier));
        }

        Assert.Equal([StartState.Lost], LeftBehind.StatesOf(journal));
    }

    [Theory]
    [InlineData(StartState.Ending)]
    [InlineData(StartState.Ended)]
    internal async Task What_was_being_ended_is_not_resumed_whatever_is_asked_for(StartState state)
    {
        _left.Crash(_left.Start(state));
        _left.Stands("in_progress", "in_progress");

        using var earlier = _left.Claim(Reuse.Finished);

        Assert.Null(await TakeAsync(earlier));
        Assert.Empty(_left.Requests);
    }

    private Task<StartedBatch?> TakeAsync(EarlierStarts earlier) =>
        _left.Time.RunAsync(() => earlier.TakeAsync(_left.Client, "hash", journal: null, CancellationToken.None));
}
