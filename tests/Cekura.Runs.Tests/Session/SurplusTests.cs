using System.Text.Json.Nodes;
using Cekura.Manifests.Text;
using Cekura.Runs.Tests.Watch;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Tests.Session;

/// <summary>A result that holds other runs than were asked for: every run of a case counts, and none is taken for another's.</summary>
public sealed class SurplusTests
{
    private const string Headline = "Result 1001 holds 2 runs for 1 expected.";

    [Theory]
    [InlineData(false, Outcome.Failed, 1)]
    [InlineData(true, Outcome.Passed, 2)]
    internal async Task Every_run_of_a_case_counts(bool second, Outcome outcome, int passed)
    {
        using var service = new WatchedService
        {
            Alter = (_, _, answer) => WatchedService.Add(answer, 5002, run => run["success"] = second),
        };

        await service.RunAsync();

        Assert.Equal((outcome, passed, 2), (service.Verdict.Outcome, service.Verdict.Passed, service.Verdict.Total));
        Assert.Contains(Headline, service.Verdict.Notes);
        Assert.Contains((MessageSeverity.Warning, Headline), service.Heard.Messages);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task A_run_that_comes_later_counts(int total, bool hasEnded)
    {
        // The result says in one of two ways that it is not whole: by the number of its runs, or by not having ended.
        using var service = new WatchedService
        {
            Alter = (service, call, answer) =>
            {
                if (call.StartsWith("GET", StringComparison.Ordinal) && service.Now >= 8)
                {
                    WatchedService.Add(answer, 5002, run =>
                        (run["status"], run["success"]) = service.Now < 12 ? ("in_progress", null) : ("completed", (JsonNode)false)
                    );
                }

                if (call == "GET /results/1001/")
                {
                    var isOver = service.Now >= 12 || (service.Now < 8 && !hasEnded);
                    (answer["status"], answer["total_runs_count"]) = (
                        isOver ? "completed" : "in_progress",
                        total == 2 ? 2 : WatchedService.RunsOf(answer).Count
                    );
                }
            },
        };

        await service.RunAsync();

        Assert.Equal((Outcome.Failed, 1, 2), (service.Verdict.Outcome, service.Verdict.Passed, service.Verdict.Total));
        Assert.Contains(Headline, service.Verdict.Notes);
    }

    [Fact]
    public async Task A_run_that_names_another_caller_is_not_taken_for_the_one_that_is_missing()
    {
        using var service = new WatchedService
        {
            Alter = (_, _, answer) =>
            {
                foreach (var run in WatchedService.RunsOf(answer))
                {
                    (run["personality"], run["personality_name"]) = (null, "In a hurry");
                }
            },
        };

        await service.RunAsync();

        Assert.Equal(Outcome.Failed, service.Verdict.Outcome);
        Assert.StartsWith(
            "Result 1001 holds 1 runs for 1 expected.\n  Run 5001 (scenario 101, personality In a hurry) fits no selected test: it passed.\n",
            service.Verdict.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("Cekura created no run for scenario 101", service.Verdict.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, Outcome.Passed)]
    [InlineData(false, Outcome.Failed)]
    internal async Task A_run_that_fits_no_case_is_said_and_fails_the_batch_when_it_failed(bool success, Outcome outcome)
    {
        using var service = new WatchedService
        {
            Alter = (_, _, answer) =>
                WatchedService.Add(answer, 5002, run => (run["success"], run["scenario"], run["personality_name"]) = (success, 777, null)),
        };

        await service.RunAsync();

        Assert.Equal(outcome, service.Verdict.Outcome);
        Assert.Contains(service.Heard.Messages, message =>
            message.Severity == MessageSeverity.Warning
            && message.Text.StartsWith(
                $"{Headline}\n  Run 5002 (scenario 777, personality 3) fits no selected test: ",
                StringComparison.Ordinal
            )
        );
        Assert.Equal(outcome == Outcome.Failed, service.Verdict.Message?.StartsWith(Headline, StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_run_that_one_look_showed_and_nobody_has_is_none()
    {
        using var service = new WatchedService
        {
            Replay = """{ "delay_ms": 4000, "success": true }""",
            Alter = (service, call, answer) =>
            {
                if (call.StartsWith("GET", StringComparison.Ordinal) && service.Now is > 1 and < 4)
                {
                    WatchedService.Add(answer, 7777, _ => { });
                }
            },
        };

        await service.RunAsync();

        Assert.Equal(Outcome.Passed, service.Verdict.Outcome);
    }
}
