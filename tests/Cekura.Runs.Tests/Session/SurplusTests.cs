using Cekura.Manifests.Text;
using Cekura.Runs.Tests.Watch;
using Cekura.Runs.Verdict;
using static Cekura.Runs.Tests.Watch.WatchedService;

namespace Cekura.Runs.Tests.Session;

/// <summary>A result that holds other runs than were asked for: every run of a case counts, and none is taken for another's.</summary>
public sealed class SurplusTests
{
    private const string Headline = "Result 901 holds 2 runs for 1 expected.";

    [Theory]
    [InlineData(false, Outcome.Failed, 1)]
    [InlineData(true, Outcome.Passed, 2)]
    internal async Task Every_run_of_a_case_counts(bool second, Outcome outcome, int passed)
    {
        using var service = new WatchedService { Runs = _ => [Run(5000, "completed", success: true), Run(5001, "completed", second)] };

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
            Runs = service => service.Now < 8 ? [Run(5000, "completed", success: true)] : [Run(5000, "completed", success: true), Run(5001, service.Now < 12 ? "in_progress" : "completed", service.Now < 12 ? null : false)],
            Named = [5000],
            Total = total == 2 ? 2 : null,
            HasEnded = service => !hasEnded || service.Now >= 8,
        };

        await service.RunAsync();

        Assert.Equal((Outcome.Failed, 1, 2), (service.Verdict.Outcome, service.Verdict.Passed, service.Verdict.Total));
        Assert.Contains(Headline, service.Verdict.Notes);
    }

    [Fact]
    public async Task A_run_that_names_another_caller_is_not_taken_for_the_one_that_is_missing()
    {
        using var service = new WatchedService { Runs = _ => [Run(5000, "completed", success: true, personality: null, name: "In a hurry")] };

        await service.RunAsync();

        Assert.Equal(Outcome.Failed, service.Verdict.Outcome);
        Assert.StartsWith(
            "Result 901 holds 1 runs for 1 expected.\n  Run 5000 (scenario 101, personality In a hurry) fits no selected test: it passed.\n", service.Verdict.Message, StringComparison.Ordinal);
        Assert.Contains("Cekura created no run for scenario 101", service.Verdict.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, Outcome.Passed)]
    [InlineData(false, Outcome.Failed)]
    internal async Task A_run_that_fits_no_case_is_said_and_fails_the_batch_when_it_failed(bool success, Outcome outcome)
    {
        using var service = new WatchedService { Runs = _ => [Run(5000, "completed", success: true), Run(5001, "completed", success, scenario: 777)] };

        await service.RunAsync();

        Assert.Equal(outcome, service.Verdict.Outcome);
        Assert.Contains(service.Heard.Messages, message => message.Severity == MessageSeverity.Warning
            && message.Text.StartsWith($"{Headline}\n  Run 5001 (scenario 777, personality 3) fits no selected test: ", StringComparison.Ordinal));
        Assert.Equal(outcome == Outcome.Failed, service.Verdict.Message?.StartsWith(Headline, StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_run_that_one_look_showed_and_nobody_has_is_none()
    {
        using var service = new WatchedService
        {
            Runs = service => service.Now is > 1 and < 4 ? [Run(5000, "in_progress"), Run(7777, "in_progress")] : [Run(5000, "completed", success: true)],
            Named = [5000],
        };

        await service.RunAsync();

        Assert.Equal(Outcome.Passed, service.Verdict.Outcome);
    }
}
