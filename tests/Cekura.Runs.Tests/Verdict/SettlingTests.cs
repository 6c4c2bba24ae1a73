using Cekura.Client;
using Cekura.Runs.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Runs.Tests.Verdict;

public class SettlingTests
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(120);

    [Theory]
    [InlineData(RunStatus.Failed, true)]
    [InlineData(RunStatus.Timeout, true)]
    [InlineData(RunStatus.Cancelled, true)]
    [InlineData(RunStatus.Unknown, false)]
    [InlineData(RunStatus.Pending, false)]
    [InlineData(RunStatus.InQueue, false)]
    [InlineData(RunStatus.ScalingUp, false)]
    [InlineData(RunStatus.InProgress, false)]
    [InlineData(RunStatus.Evaluating, false)]
    public void Other_states_than_completed_settle_by_themselves_or_not_at_all(RunStatus status, bool settled) =>
        Assert.Equal(settled, new RunJudge(new()).IsSettled(Running with { Status = status }, TimeSpan.FromHours(1)));

    [Fact]
    public void A_completed_run_without_a_score_is_waited_for_until_the_settle_time()
    {
        var judge = new RunJudge(new() { Settle = Settle });
        var run = Passed with { Success = null, EvaluationStatus = null };
        Assert.False(judge.IsSettled(run, Settle - TimeSpan.FromMilliseconds(1)));
        Assert.True(judge.IsSettled(run, Settle));
    }

    [Fact]
    public void A_review_settles_a_run_only_when_reviews_count()
    {
        var run = Passed with { Success = null, EvaluationStatus = EvaluationStatus.ReviewedSuccess };
        Assert.True(new RunJudge(new()).IsSettled(run, TimeSpan.Zero));
        Assert.False(new RunJudge(new() { HonorReviews = false }).IsSettled(run, TimeSpan.Zero));
    }
}
