using Cekura.Client;
using Cekura.Runs.Causes;
using Cekura.Runs.Tests.Verdict;
using Cekura.Runs.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Runs.Tests.Causes;

/// <summary>Causes grouped over tests and repetitions.</summary>
public class CauseGroupsTests
{
    [Fact]
    public void A_cause_stands_once_with_its_tests_and_repetitions_the_agents_failures_first()
    {
        var groups = new CauseGroups();
        groups.Add(SampleCase.Of("Dial", "Calm"), Case(Busy(1), Busy(2), Busy(3), Busy(4)));
        groups.Add(SampleCase.Of("Book", "Patient caller"), Case(Failed, Passed, Failed with { Id = 7 }));
        groups.Add(SampleCase.Of("Book", "In a hurry"), Case(Failed));
        groups.Add(SampleCase.Of("Book", "Calm"), Case(Passed));

        Assert.Equal(
            [
                "3 × The agent reads back its date and time: Book [Patient caller] #1 #3, Book [In a hurry] #1",
                "4 × The run did not take place: SIP 486 Busy here: Dial [Calm] #1 #2 #3 #4",
            ],
            groups.All().Select(Shown)
        );
    }

    [Fact]
    public void Whatever_finishes_first_the_groups_are_the_same()
    {
        var cases = Enumerable.Range(1, 40).Select(number => SampleCase.Of($"Book {number}", "Calm")).ToList();
        CaseVerdict Verdict(int index) =>
            (index % 3) switch
            {
                0 => Case(Failed with { Id = index }),
                1 => Case(Busy(index)),
                _ => Case(Failed with { ExpectedOutcome = null }),
            };
        IReadOnlyList<string> Groups(IEnumerable<int> order)
        {
            var groups = new CauseGroups();
            cases.ForEach(groups.Expect);
            foreach (var index in order)
            {
                groups.Add(cases[index], Verdict(index));
            }

            return [.. groups.All().Select(group => $"{group.Cause} {Shown(group)}")];
        }

        Assert.Equal(Groups(Enumerable.Range(0, 40)), Groups(Enumerable.Range(0, 40).Reverse()));
    }

    [Fact]
    public void What_was_skipped_can_be_left_out()
    {
        var groups = new CauseGroups();
        groups.Add(SampleCase.Of("Later", "Calm"), CaseVerdict.WithoutRun(Outcome.Skipped, "Not yet."));
        groups.Add(SampleCase.Of("Book", "Calm"), Case(Failed));
        groups.Add(SampleCase.Of("Known", "Calm"), Case(Failed) with { Outcome = Outcome.Skipped, KnownFailure = "Known failure." });

        Assert.Equal(3, groups.All().Sum(group => group.Cases.Count));
        Assert.Equal("Book [Calm]", Assert.Single(Assert.Single(groups.All(one => one.Outcome == Outcome.Failed)).Cases).Case.DisplayName);
        Assert.Equal(
            TestStanding.Known,
            groups.All().SelectMany(group => group.Cases).Single(one => one.Case.ScenarioName == "Known").Standing
        );
    }

    private static CaseVerdict Case(params Run[] runs) => new CaseJudge(new()).Aggregate([.. runs.Select(run => Judge(run))], null);

    private static Run Busy(long id) => NotConnected(RunStatus.Failed) with { Id = id, ErrorMessage = "SIP 486 Busy here" };

    private static string Shown(CauseGroup group) =>
        $"{group.Count} × {group.Cause.Text}: "
        + string.Join(", ", group.Cases.Select(one => $"{one.Case.DisplayName} #{string.Join(" #", one.Repetitions)}"));
}
