using Cekura.Client;

namespace Cekura.Runs.Verdict;

/// <summary>Runs that came with a result and cannot be read. They are not among its runs, and are not passed.</summary>
internal static class UnreadableRuns
{
    /// <summary>How many there are.</summary>
    public static int In(Result result) => result.UnreadableRuns;
}
