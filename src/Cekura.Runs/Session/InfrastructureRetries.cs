using System.Collections.Concurrent;
using Cekura.Manifests.Cases;
using Cekura.Runs.Plan;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Session;

/// <summary>
/// The repetitions of the tests of a session over all their starts: which runs that never took place are started again
/// (<c>InfrastructureRetries</c>), and whether the rest of a case can still change its outcome.
/// </summary>
internal sealed class InfrastructureRetries(int retries, RunPermit permit, CaseJudge judge)
{
    private readonly ConcurrentDictionary<string, Earlier> _earlier = new(StringComparer.Ordinal);

    /// <summary>
    /// The case with as many repetitions as have to be started again; null when its verdicts stand. What cannot change the outcome
    /// any more is not worth a run.
    /// </summary>
    public ScenarioCase? Again(ScenarioCase scenarioCase, IReadOnlyList<RunVerdict> verdicts)
    {
        if (retries == 0)
        {
            // Nearly always, and once for each of thousands of cases.
            return null;
        }

        var earlier = Of(scenarioCase);
        var all = earlier.With(verdicts);
        var lost = all.Where(verdict => verdict.IsInfrastructure).ToList();
        var kept = all.Where(verdict => !verdict.IsInfrastructure).ToList();
        if (
            lost.Count == 0
            || earlier.Starts >= retries
            || judge.IsDecided(kept, lost.Count, earlier.Case.PassAtLeast)
            || !permit.TryTake(scenarioCase, lost.Count)
        )
        {
            return null;
        }

        _earlier[scenarioCase.FullyQualifiedName] = earlier with { Kept = kept, Lost = lost, Starts = earlier.Starts + 1 };
        return earlier.Case with { Frequency = lost.Count };
    }

    /// <summary>The case as it was selected, with the verdicts of all its starts.</summary>
    public (ScenarioCase Case, IReadOnlyList<RunVerdict> Verdicts) Whole(ScenarioCase scenarioCase, IReadOnlyList<RunVerdict> verdicts)
    {
        return _earlier.TryGetValue(scenarioCase.FullyQualifiedName, out var earlier)
            ? (earlier.Case, earlier.With(verdicts))
            : (scenarioCase, verdicts);
    }

    /// <summary>Whether none of the runs that are still open can change the outcome of the case.</summary>
    public bool IsDecided(ScenarioCase scenarioCase, IReadOnlyList<RunVerdict> verdicts, int open)
    {
        var earlier = Of(scenarioCase);
        var all = earlier.With(verdicts);

        // One that never took place may get another start, which is as good as open.
        var again = earlier.Starts < retries ? all.Count(verdict => verdict.IsInfrastructure) : 0;
        return judge.IsDecided(
            again == 0 ? all : [.. all.Where(verdict => !verdict.IsInfrastructure)],
            open + again,
            earlier.Case.PassAtLeast
        );
    }

    private Earlier Of(ScenarioCase scenarioCase) =>
        _earlier.GetValueOrDefault(scenarioCase.FullyQualifiedName) ?? new Earlier(scenarioCase, [], [], 0);

    /// <summary>What earlier starts of a case brought.</summary>
    /// <param name="Case">The case as it was selected.</param>
    /// <param name="Kept">Verdicts that stand.</param>
    /// <param name="Lost">Verdicts on runs that never took place, and were started again.</param>
    /// <param name="Starts">How often some of its runs were started again.</param>
    private sealed record Earlier(ScenarioCase Case, List<RunVerdict> Kept, List<RunVerdict> Lost, int Starts)
    {
        // A start that fails as a whole brings one verdict for all; the runs that it was to replace stay visible.
        public IReadOnlyList<RunVerdict> With(IReadOnlyList<RunVerdict> verdicts) =>
            [
                .. Kept,
                .. verdicts.Select((verdict, index) => index < Lost.Count ? verdict.AfterRetryOf(Lost[index]) : verdict),
                .. verdicts.Count == 1 && verdicts[0].Run is null ? Lost.Skip(1) : [],
            ];
    }
}
