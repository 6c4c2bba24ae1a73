using Cekura.Runs.Causes;
using Cekura.Runs.Conversations;
using Cekura.Runs.History;
using Cekura.Runs.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Runs.Tests.History;

/// <summary>What a shard leaves of a verdict is what a merge reads.</summary>
public class VerdictJsonTests
{
    [Fact]
    public void Causes_are_the_same_after_a_merge()
    {
        var runs = new[]
        {
            Judge(Failed),
            Judge(NeedsReview),
            Judge(NotConnected(Client.RunStatus.Failed) with { ErrorMessage = "SIP 486 Busy here" }),
            new RunJudge(new(), Dashboard).Judge(Passed, [Expect("Latncy", "<= 2000")], WatchEnd.Settled),
        };
        var verdict = new CaseJudge(new()).Aggregate(runs, passAtLeast: null);

        var read = VerdictJson.Read(VerdictJson.Write(verdict, new RunDocument(), "/tmp"), "/tmp");

        Assert.Equal(Shown(CausesOf.Case(verdict)), Shown(CausesOf.Case(read)));
    }

    // The sample was never JSON, so nothing of its conversation comes back.
    private static IEnumerable<string> Shown(IEnumerable<(Cause Cause, int Repetition)> causes) =>
        causes.Select(found => $"{found.Repetition} {found.Cause with { Turn = null }}");
}
