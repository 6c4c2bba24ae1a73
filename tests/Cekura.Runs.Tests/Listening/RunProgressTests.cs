using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Listening;
using Cekura.Runs.Tests.Session;
using Cekura.Runs.Verdict;
using Microsoft.Extensions.Time.Testing;

namespace Cekura.Runs.Tests.Listening;

public sealed class RunProgressTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Heard _heard = new();
    private int _next = 1;

    [Fact]
    public async Task A_short_session_says_nothing()
    {
        var progress = Progress(cases: 4);
        for (var number = 0; number < 4; number++)
        {
            _time.Advance(TimeSpan.FromSeconds(7));
            await FinishAsync(progress);
        }

        Assert.Empty(_heard.Messages);
    }

    [Fact]
    public async Task Counts_and_time_left_are_said_from_what_is_over_and_what_is_talking()
    {
        var progress = Progress(cases: 30);
        Talking(progress, first: 100, count: 6);
        for (var number = 0; number < 11; number++)
        {
            await FinishAsync(progress, number < 2 ? Outcome.Failed : Outcome.Passed, TimeSpan.FromMinutes(1));
        }

        _time.Advance(TimeSpan.FromMinutes(2));
        await FinishAsync(progress, duration: TimeSpan.FromMinutes(1));

        // 18 runs of a minute each, 6 at once.
        Assert.Equal((MessageSeverity.Information, "Clinic: 12/30 finished, 2 failed, ~3 min left"), Assert.Single(_heard.Messages));
    }

    [Fact]
    public async Task Between_quarters_a_line_comes_at_most_every_half_minute()
    {
        var progress = Progress(cases: 100);
        for (var second = 0; second < 100; second += 10)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            await FinishAsync(progress);
        }

        Assert.Equal(
            ["Clinic: 3/100 finished, 0 failed", "Clinic: 6/100 finished, 0 failed", "Clinic: 9/100 finished, 0 failed"],
            _heard.Messages.Select(message => message.Text)
        );
    }

    [Fact]
    public async Task A_quarter_mark_is_said_at_once_and_the_end_is_left_to_the_platform()
    {
        var progress = Progress(cases: 8);
        _time.Advance(TimeSpan.FromSeconds(31));
        for (var number = 0; number < 8; number++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await FinishAsync(progress);
        }

        Assert.Equal(["1/8", "2/8", "4/8", "6/8"], _heard.Messages.Select(message => message.Text.Split(' ')[1]));
    }

    [Fact]
    public async Task A_few_seconds_are_less_than_a_minute()
    {
        var progress = Progress(cases: 4);
        Talking(progress, first: 100, count: 3);
        _time.Advance(TimeSpan.FromSeconds(40));
        await FinishAsync(progress, duration: TimeSpan.FromSeconds(20));

        Assert.Equal("Clinic: 1/4 finished, 0 failed, less than a minute left", Assert.Single(_heard.Messages).Text);
    }

    [Theory]
    [InlineData(RunStatus.Completed)]
    [InlineData(RunStatus.Failed)]
    [InlineData(RunStatus.Timeout)]
    [InlineData(RunStatus.Cancelled)]
    public async Task A_run_that_has_ended_talks_no_longer(RunStatus end)
    {
        var progress = Progress(cases: 10);
        Talking(progress, first: 100, count: 2);
        progress.Observe(
            new Run
            {
                Id = 100,
                Status = end,
                Duration = TimeSpan.FromMinutes(1),
            }
        );
        _time.Advance(TimeSpan.FromSeconds(40));
        await FinishAsync(progress, duration: TimeSpan.FromMinutes(1));

        // Eight runs of a minute each, one at once.
        Assert.Equal("Clinic: 1/10 finished, 0 failed, ~8 min left", Assert.Single(_heard.Messages).Text);
    }

    [Fact]
    public async Task Before_anything_is_over_nothing_is_known_of_the_time_left()
    {
        var progress = Progress(cases: 4);
        Talking(progress, first: 100, count: 3);
        _time.Advance(TimeSpan.FromSeconds(40));
        await FinishAsync(progress);

        Assert.Equal("Clinic: 1/4 finished, 0 failed", Assert.Single(_heard.Messages).Text);
    }

    [Fact]
    public async Task What_is_left_takes_as_long_as_what_is_over_did_on_average()
    {
        var progress = Progress(cases: 10);
        Talking(progress, first: 100, count: 1);
        await FinishAsync(progress, duration: TimeSpan.FromMinutes(1));
        _time.Advance(TimeSpan.FromSeconds(40));
        await FinishAsync(progress, duration: TimeSpan.FromMinutes(3));

        // Eight runs of two minutes each, one at once.
        Assert.Equal("Clinic: 2/10 finished, 0 failed, ~16 min left", Assert.Single(_heard.Messages).Text);
    }

    private RunProgress Progress(int cases) => new(cases, cases, "Clinic", _time);

    private static void Talking(RunProgress progress, int first, int count)
    {
        foreach (var id in Enumerable.Range(first, count))
        {
            progress.Observe(new Run { Id = id, Status = RunStatus.InProgress });
        }
    }

    private Task FinishAsync(RunProgress progress, Outcome outcome = Outcome.Passed, TimeSpan? duration = null)
    {
        var number = _next++;
        if (duration is not null)
        {
            progress.Observe(
                new Run
                {
                    Id = number,
                    Status = RunStatus.Completed,
                    Duration = duration,
                }
            );
        }

        return CaseReporter
            .Of(_heard)
            .After([], progress)
            .FinishedAsync(
                new ScenarioCase
                {
                    FullyQualifiedName = $"S.C{number}",
                    DisplayName = $"Case {number}",
                    ScenarioId = number,
                    ScenarioName = "S",
                    Mode = "voice",
                    Location = new("cekura.json", 1, 1),
                },
                new CaseVerdict { Outcome = outcome, Runs = [] }
            );
    }
}
