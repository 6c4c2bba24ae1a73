using System.Text.Json.Nodes;
using Cekura.Manifests.Settings;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Tests.Watch;

/// <summary>
/// Two answers about a run may disagree, because one of them is older: the short form inside its result, and the full one.
/// </summary>
public sealed class TwoFormsTests
{
    private const string Twice = """
        { "name": "S", "personalities": [ { "id": 3, "name": "Calm" } ], "scenarios": [ { "id": 101, "name": "Book", "frequency": 2, "pass_at_least": 1 } ] }
        """;

    [Theory]
    [InlineData("in_progress")]
    [InlineData("evaluating")]
    public async Task A_run_whose_full_form_goes_on_is_waited_for(string status)
    {
        using var service = Service(
            @short: _ => ("completed", true),
            full: service => service.Now < 30 ? (status, null) : ("completed", true)
        );

        await service.RunAsync();

        Assert.Equal(Outcome.Passed, service.Verdict.Outcome);
        Assert.InRange(service.Judged, 30, 60);
    }

    [Fact]
    public async Task A_run_that_is_scored_in_its_short_form_only_is_waited_for()
    {
        using var service = Service(@short: _ => ("completed", true), full: service => ("completed", service.Now < 30 ? null : true));

        await service.RunAsync();

        Assert.Equal(Outcome.Passed, service.Verdict.Outcome);
        Assert.InRange(service.Judged, 30, 60);
    }

    [Fact]
    public async Task A_run_that_neither_form_scores_fails_after_the_settle_time()
    {
        using var service = Service(@short: _ => ("completed", null), full: _ => ("completed", null));

        await service.RunAsync(settings: new CekuraSettings { SettleSeconds = 20 });

        Assert.Equal((Outcome.Failed, "V17"), (service.Verdict.Outcome, service.Verdict.Runs[0].Rule));
        Assert.InRange(service.Judged, 20, 40);
    }

    [Fact]
    public async Task A_run_that_timed_out_is_over_for_the_journal_too()
    {
        using var service = Service(@short: _ => ("timeout", null), full: _ => ("timeout", null));

        await service.RunAsync();

        Assert.Equal("V13", service.Verdict.Runs[0].Rule);
        Assert.Empty(service.Heard.Messages);
        Assert.Empty(service.Ends);
    }

    [Theory]
    [InlineData("timeout", "V13")]
    [InlineData("failed", "V12")]
    [InlineData("cancelled", "V14")]
    public async Task A_repetition_that_has_just_ended_is_not_ended_when_the_outcome_is_decided(string status, string rule)
    {
        using var service = new WatchedService
        {
            Alter = (service, call, answer) =>
            {
                var isOver = service.Now >= 10 || call == "GET /runs/bulk/";
                Say(
                    call,
                    answer,
                    WatchedService.RunsOf(answer).Where(run => (long)run["id"]! == 5002),
                    isOver ? status : "in_progress",
                    success: null
                );
            },
        };

        await service.RunAsync(Twice, new CekuraSettings { StopWhenDecided = true });

        Assert.Empty(service.Ends);
        Assert.Equal((Outcome.Passed, rule), (service.Verdict.Outcome, service.Verdict.Runs[1].Rule));
    }

    private static WatchedService Service(
        Func<WatchedService, (string Status, bool? Success)> @short,
        Func<WatchedService, (string Status, bool? Success)> full
    ) =>
        new()
        {
            Alter = (service, call, answer) =>
            {
                var (status, success) = call == "GET /runs/bulk/" ? full(service) : @short(service);
                Say(call, answer, WatchedService.RunsOf(answer), status, success);
            },
        };

    /// <summary>Has an answer say this of its runs; a result goes on as long as one of them does.</summary>
    private static void Say(string call, JsonNode answer, IEnumerable<JsonNode> runs, string status, bool? success)
    {
        foreach (var run in runs)
        {
            (run["status"], run["success"]) = (status, success);
        }

        if (call.StartsWith("GET /results/", StringComparison.Ordinal))
        {
            answer["status"] = WatchedService
                .RunsOf(answer)
                .All(run => (string?)run["status"] is "completed" or "failed" or "timeout" or "cancelled")
                ? "completed"
                : "in_progress";
        }
    }
}
