using Cekura.Client;
using Cekura.Runs.Verdict;

namespace Cekura.TestHost.Tests;

/// <summary>What kind of failure a test has, which a platform may show as an error or a time-out.</summary>
public sealed class FailureKindTests
{
    private static readonly Run Known = new() { Id = 1 };

    [Fact]
    public void What_passed_or_was_skipped_is_no_failure()
    {
        Assert.Equal(FailureKind.None, Of(Outcome.Passed, Run("V23", Outcome.Passed)));
        Assert.Equal(FailureKind.None, Of(Outcome.Skipped, Run("V12", Outcome.Skipped)));
    }

    [Theory]
    [InlineData("V19", nameof(FailureKind.Judged))]
    [InlineData("V10", nameof(FailureKind.OutOfTime))]
    [InlineData("V17", nameof(FailureKind.OutOfTime))]
    [InlineData("V24", nameof(FailureKind.OutOfTime))]
    public void The_rule_says_which(string rule, string kind) => Assert.Equal(kind, $"{Of(Outcome.Failed, Run(rule, Outcome.Failed))}");

    [Fact]
    public void What_never_took_place_was_not_tested()
    {
        Assert.Equal(FailureKind.NotTested, Of(Outcome.Failed, Run("V12", Outcome.Failed) with { IsInfrastructure = true }));
        Assert.Equal(FailureKind.NotTested, Of(Outcome.Failed, Run("V05", Outcome.Failed) with { Run = null }));
        Assert.Equal(FailureKind.NotTested, FailureKinds.Of(CaseVerdict.WithoutRun(Outcome.Failed, "Nothing was started.")));
    }

    [Fact]
    public void One_that_was_judged_decides_over_the_others()
    {
        Assert.Equal(FailureKind.Judged, Of(Outcome.Failed, Run("V10", Outcome.Failed), Run("V19", Outcome.Failed)));
        Assert.Equal(FailureKind.OutOfTime, Of(Outcome.Failed, Run("V10", Outcome.Failed), Run("V23", Outcome.Passed)));
    }

    private static FailureKind Of(Outcome outcome, params RunVerdict[] runs) =>
        FailureKinds.Of(new CaseVerdict { Outcome = outcome, Runs = runs });

    private static RunVerdict Run(string rule, Outcome outcome) =>
        new()
        {
            Outcome = outcome,
            Rule = rule,
            Run = Known,
        };
}
