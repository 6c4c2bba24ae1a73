using Cekura.Client;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.History;
using Cekura.Runs.Listening;
using Cekura.Runs.Tests.Session;
using Cekura.Runs.Tests.Verdict;
using Cekura.Runs.Verdict;
using Microsoft.Extensions.Time.Testing;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Runs.Tests.History;

public sealed class QuarantineStepTests
{
    private static readonly Quarantine Quarantine = new(
        new DateOnly(2027, 1, 31),
        "the calendar is being replaced.",
        new SourceLocation("cekura.json", 3, 9)
    );

    [Fact]
    public async Task A_failure_is_skipped_with_its_reasons_until_the_last_moment_of_the_last_day()
    {
        var raw = Verdict(Failed);
        var verdict = await JudgedAsync(raw, "2027-01-31T23:59:59Z");

        Assert.Equal((Outcome.Skipped, TestStanding.Known), (verdict.Outcome, verdict.Standing));
        Assert.Equal("In quarantine until 2027-01-31: the calendar is being replaced.", verdict.KnownFailure);
        Assert.Equal($"{verdict.KnownFailure}\n{raw.Message}", verdict.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_the_last_day_is_over_a_failure_fails_and_says_so_first(bool isInBaseline)
    {
        var verdict = await JudgedAsync(Verdict(Failed), "2027-02-01T00:00:00Z", isInBaseline);

        Assert.Equal((Outcome.Failed, null), (verdict.Outcome, verdict.KnownFailure));
        Assert.StartsWith(
            "The quarantine is over since 2027-01-31 (the calendar is being replaced), so this failure counts.\n",
            verdict.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("2027-01-01T00:00:00Z")]
    [InlineData("2027-03-01T00:00:00Z")]
    public async Task What_passes_in_quarantine_passes_and_is_told(string now)
    {
        var verdict = await JudgedAsync(Verdict(Passed), now);

        Assert.Equal(Outcome.Passed, verdict.Outcome);
        Assert.StartsWith("passes in quarantine (until 2027-01-31", verdict.Notes[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_never_took_place_fails_in_quarantine_too()
    {
        var raw = Verdict(NotConnected(RunStatus.Failed));

        Assert.Same(raw, await JudgedAsync(raw, "2027-01-01T00:00:00Z"));
    }

    [Fact]
    public async Task Without_a_quarantine_nothing_changes()
    {
        var raw = Verdict(Failed);

        Assert.Same(raw, await new QuarantineStep(new FakeTimeProvider()).ApplyAsync(SampleCase.Of("Book", "In a hurry"), raw));
    }

    private static async Task<CaseVerdict> JudgedAsync(CaseVerdict raw, string now, bool isInBaseline = false)
    {
        var heard = new Heard();
        var time = new FakeTimeProvider(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        var baseline = new BaselineFile(isInBaseline ? [new("Front_desk.Book.In a hurry", Passed: false, new PassRate(0, 1))] : []);
        IReportStep[] steps = isInBaseline ? [new BaselineStep(baseline), new QuarantineStep(time)] : [new QuarantineStep(time)];
        await new CaseReporter(heard, steps).FinishedAsync(SampleCase.Of("Book", "In a hurry") with { Quarantine = Quarantine }, raw);
        return heard.Verdicts.Single().Value;
    }

    private static CaseVerdict Verdict(Run run) =>
        new CaseJudge(VerdictRules.From(new CekuraSettings())).Aggregate([Judge(run)], passAtLeast: null);
}
