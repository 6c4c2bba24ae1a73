using Cekura.Client;
using Cekura.Manifests.Settings;
using Cekura.Runs.History;
using Cekura.Runs.Listening;
using Cekura.Runs.Tests.Session;
using Cekura.Runs.Tests.Verdict;
using Cekura.Runs.Verdict;
using static Cekura.Runs.Tests.History.BaselineFileTests;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Runs.Tests.History;

public sealed class BaselineStepTests
{
    private const string Test = "Front_desk.Book.In a hurry";

    [Fact]
    public async Task A_known_failure_is_skipped_and_keeps_its_reasons()
    {
        var raw = Verdict(Failed);
        var verdict = await JudgedAsync(raw, 0, 1);

        Assert.Equal(Outcome.Skipped, verdict.Outcome);
        Assert.Equal("Known failure (baseline: 0 of 1 passed).", verdict.KnownFailure);
        Assert.Equal($"{verdict.KnownFailure}\n{raw.Message}", verdict.Message);
        Assert.Equal((0, 1), (verdict.Passed, verdict.Total));
    }

    [Fact]
    public async Task What_passed_there_and_fails_is_a_regression()
    {
        var raw = Verdict(Failed);
        var verdict = await JudgedAsync(raw, 1, 1);

        Assert.Equal((Outcome.Failed, raw.Message, null), (verdict.Outcome, verdict.Message, verdict.KnownFailure));
        Assert.Equal("regression: passed in the baseline (1 of 1 passed)", verdict.Notes[^1]);
    }

    [Fact]
    public async Task A_known_failure_that_got_significantly_worse_fails()
    {
        var verdict = await JudgedAsync(Verdict(Failed, Failed, Failed, Failed, Failed), 4, 5);

        Assert.Equal(Outcome.Failed, verdict.Outcome);
        Assert.StartsWith(
            "Worse than the known failure of the baseline: 4 of 5 passed there, Fisher's exact test p = 0.024.\n0 of 5 passed",
            verdict.Message,
            StringComparison.Ordinal
        );
        Assert.Null(verdict.KnownFailure);
    }

    [Fact]
    public async Task A_known_failure_that_may_be_worse_by_chance_stays_known() =>
        Assert.Equal(Outcome.Skipped, (await JudgedAsync(Verdict(Failed, Failed, Failed, Failed, Failed), 3, 5)).Outcome);

    [Fact]
    public async Task What_is_fixed_passes_and_is_said()
    {
        var verdict = await JudgedAsync(Verdict(Passed), 0, 1);

        Assert.Equal((Outcome.Passed, null), (verdict.Outcome, verdict.KnownFailure));
        Assert.Equal("fixed: failed in the baseline (0 of 1 passed). Accept a new baseline.", verdict.Notes[^1]);
    }

    [Fact]
    public async Task What_the_baseline_does_not_know_behaves_as_without_one_and_is_said()
    {
        var raw = Verdict(Failed);
        var verdict = await new BaselineStep(BaselineFile.Empty).ApplyAsync(SampleCase.Of("Book", "In a hurry"), raw);

        Assert.Equal((Outcome.Failed, raw.Message), (verdict.Outcome, verdict.Message));
        Assert.Equal("new: not in the baseline", verdict.Notes[^1]);
    }

    [Fact]
    public async Task A_run_that_never_took_place_is_no_known_failure()
    {
        var dead = NotConnected(RunStatus.Failed);

        Assert.Equal(Outcome.Failed, (await JudgedAsync(Verdict(dead), 0, 1)).Outcome);
        Assert.Equal(Outcome.Failed, (await JudgedAsync(Verdict(Failed, dead with { Id = 5570 }), 0, 2)).Outcome);
        Assert.Equal(Outcome.Failed, (await JudgedAsync(CaseVerdict.WithoutRun(Outcome.Failed, "Cekura: no API key."), 0, 1)).Outcome);
        Assert.Equal(Outcome.Failed, (await JudgedAsync(Verdicts(StartFailure.NoRun(101, "Book", 987)), 0, 1)).Outcome);
    }

    [Fact]
    public async Task A_skipped_test_is_left_alone()
    {
        var skipped = CaseVerdict.WithoutRun(Outcome.Skipped, "waiting for the new calendar");

        Assert.Same(skipped, await JudgedAsync(skipped, 0, 1));
    }

    [Fact]
    public async Task Enough_repetitions_are_never_failed_by_a_baseline()
    {
        var runs = Enumerable.Range(0, 5).Select(index => Judge((index == 0 ? Passed : Failed) with { Id = 5600 + index })).ToList();
        var raw = new CaseJudge(new()).Aggregate(runs, passAtLeast: 1);

        var verdict = await JudgedAsync(raw, 5, 5);

        Assert.Equal(Outcome.Passed, verdict.Outcome);
        Assert.Equal("weaker than in the baseline: 5 of 5 passed there, Fisher's exact test p = 0.024", verdict.Notes[^1]);
    }

    private static async Task<CaseVerdict> JudgedAsync(CaseVerdict raw, int passed, int total)
    {
        var heard = new Heard();
        var reporter = new CaseReporter(heard, [new BaselineStep(BaselineFile.Empty.Accept(Run(Record(Test, passed, total))))]);
        await reporter.FinishedAsync(SampleCase.Of("Book", "In a hurry"), raw);
        return heard.Verdicts.Single().Value;
    }

    private static CaseVerdict Verdict(params Run[] runs) => Verdicts([.. runs.Select(run => Judge(run))]);

    private static CaseVerdict Verdicts(params RunVerdict[] runs) =>
        new CaseJudge(VerdictRules.From(new CekuraSettings())).Aggregate(runs, passAtLeast: null);
}
