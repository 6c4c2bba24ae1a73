namespace Cekura.Runs.Verdict;

/// <summary>How a test ended in the runs that are remembered, and what follows from it.</summary>
/// <param name="Test">Fully qualified name of the test.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Outcomes">How it ended, oldest first; the last one is the run that is spoken of. Runs without the test are not there.</param>
internal sealed record TestPast(string Test, string Name, IReadOnlyList<PastOutcome> Outcomes)
{
    /// <summary>
    /// How many turns from pass to fail or back, while nothing changed, are called flipping. One is enough where the commit holds the agent
    /// too; an agent in the service changes without a commit, so there one turn may be a change.
    /// </summary>
    private const int Turns = 2;

    /// <summary>Of the repetitions of all runs in which the test took place.</summary>
    public PassRate Rate
    {
        get
        {
            var (passed, total) = (0, 0);
            foreach (var outcome in Outcomes)
            {
                if (outcome.TookPlace)
                {
                    passed += outcome.Rate.Passed;
                    total += outcome.Rate.Total;
                }
            }

            return new PassRate(passed, total);
        }
    }

    /// <summary>In how many runs the test took place.</summary>
    public int Runs
    {
        get
        {
            var runs = 0;
            foreach (var outcome in Outcomes)
            {
                runs += outcome.TookPlace ? 1 : 0;
            }

            return runs;
        }
    }

    /// <summary>The run since which the test has ended as it does now; null when it does not take place now.</summary>
    public PastRun? Since
    {
        get
        {
            PastOutcome? since = null;
            for (var index = Outcomes.Count - 1; index >= 0; index--)
            {
                var outcome = Outcomes[index];
                if (index == Outcomes.Count - 1 ? !outcome.TookPlace : outcome.TookPlace && outcome.Passed != since!.Passed)
                {
                    break;
                }

                since = outcome.TookPlace ? outcome : since;
            }

            return since?.Run;
        }
    }

    /// <summary>The last run in which it passed; null when none is remembered.</summary>
    public PastRun? LastPassed
    {
        get
        {
            for (var index = Outcomes.Count - 1; index >= 0; index--)
            {
                if (Outcomes[index] is { TookPlace: true, Passed: true } outcome)
                {
                    return outcome.Run;
                }
            }

            return null;
        }
    }

    /// <summary>How the last outcome stands to the ones before; unknown when it says nothing about the agent.</summary>
    public TestStanding Standing
    {
        get
        {
            if (Outcomes is not [.., { TookPlace: true } now])
            {
                return TestStanding.Unknown;
            }

            var earlier = Before(Outcomes.Count - 1);
            if (earlier is null)
            {
                return TestStanding.New;
            }

            return Flips(now) ? TestStanding.Flips
                : now.Passed ? (earlier.Passed ? TestStanding.StillPasses : TestStanding.Fixed)
                : earlier.Passed ? TestStanding.Regression
                : TestStanding.StillFails;
        }
    }

    private PastOutcome? Before(int index)
    {
        while (--index >= 0)
        {
            if (Outcomes[index].TookPlace)
            {
                return Outcomes[index];
            }
        }

        return null;
    }

    // Back to the first run before which something was changed.
    private bool Flips(PastOutcome now)
    {
        var (turns, later) = (0, now);
        for (var index = Outcomes.Count - 2; index >= 0; index--)
        {
            var outcome = Outcomes[index];
            if (!outcome.TookPlace)
            {
                continue;
            }

            if (!now.IsUnchangedSince(outcome))
            {
                break;
            }

            turns += outcome.Passed == later.Passed ? 0 : 1;
            later = outcome;
        }

        return turns >= (now.Run.HoldsAgent ? 1 : Turns);
    }
}
