namespace Cekura.Runs.Verdict;

/// <summary>How a test stands to its past, in the words that every surface has for it.</summary>
internal static class StandingWord
{
    public static string Of(TestStanding standing) =>
        standing switch
        {
            TestStanding.New => "new",
            TestStanding.Regression => "regression",
            TestStanding.StillFails => "still fails",
            TestStanding.Known => "known",
            TestStanding.Fixed => "fixed",
            TestStanding.StillPasses => "still passes",
            TestStanding.Flips => "flips",
            _ => "not tested",
        };
}
