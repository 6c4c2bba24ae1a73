using Cekura.Runs.Verdict;

namespace Cekura.Runs.Causes;

/// <summary>The runs of a cause, where no tests are known: as commands see them.</summary>
/// <param name="Cause">The cause, as its first run tells it.</param>
/// <param name="Runs">The runs, ascending by id.</param>
internal sealed record RunCauses(Cause Cause, IReadOnlyList<RunVerdict> Runs)
{
    /// <summary>Groups what did not pass in the order of <see cref="CauseGroups.All()"/>.</summary>
    public static IReadOnlyList<RunCauses> Of(IEnumerable<RunVerdict> verdicts) =>
        [
            .. verdicts
                .OrderBy(verdict => verdict.Run?.Id ?? long.MaxValue)
                .Select(verdict => (Verdict: verdict, Cause: CausesOf.Run(verdict)))
                .Where(pair => pair.Cause is not null)
                .GroupBy(pair => pair.Cause!.Key, StringComparer.Ordinal)
                .Select(group => new RunCauses(group.MinBy(pair => pair.Cause!.Kind).Cause!, [.. group.Select(pair => pair.Verdict)]))
                .OrderBy(group => group.Cause.Kind)
                .ThenByDescending(group => group.Runs.Count)
                .ThenBy(group => group.Cause.Key, StringComparer.Ordinal),
        ];
}
