using Cekura.Manifests.Cases;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Causes;

/// <summary>
/// Groups what did not pass by its cause, over tests and repetitions: the one grouping that page, job summary, annotations, console and
/// command show. Keeps no conversation. Not thread-safe.
/// </summary>
internal sealed class CauseGroups
{
    private readonly Dictionary<string, int> _order = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(Cause Cause, CauseCase Case)>> _groups = new(StringComparer.Ordinal);

    /// <summary>Says that a test will come: tests finish in any order, and are shown in that of the plan.</summary>
    public void Expect(ScenarioCase scenarioCase)
    {
        ArgumentNullException.ThrowIfNull(scenarioCase);
        _order.TryAdd(scenarioCase.FullyQualifiedName, _order.Count);
    }

    /// <summary>Takes a test with its verdict in; one that passed has no cause.</summary>
    public void Add(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        Expect(scenarioCase);
        var standing = verdict.KnownFailure is null ? verdict.Standing : TestStanding.Known;
        foreach (var found in CausesOf.Case(verdict).GroupBy(found => found.Cause.Key, StringComparer.Ordinal))
        {
            var cause = found.First().Cause;
            if (!_groups.TryGetValue(cause.Key, out var group))
            {
                _groups[cause.Key] = group = [];
            }

            int[] repetitions = [.. found.Select(one => one.Repetition)];
            group.Add((cause, new(scenarioCase, standing, repetitions, cause.Turn) { Outcome = verdict.Outcome }));
        }
    }

    /// <summary>The groups: by kind, then what broke most repetitions first. Equal runs give equal groups, in whatever order they finish.</summary>
    public IReadOnlyList<CauseGroup> All() => All(_ => true);

    /// <summary>The same of some of the tests.</summary>
    public IReadOnlyList<CauseGroup> All(Func<CauseCase, bool> isWanted) =>
        [
            .. _groups
                .Values.Select(group => Group([.. group.Where(one => isWanted(one.Case))]))
                .OfType<CauseGroup>()
                .OrderBy(group => group.Cause.Kind)
                .ThenByDescending(group => group.Count)
                .ThenBy(group => group.Cause.Key, StringComparer.Ordinal),
        ];

    private CauseGroup? Group(List<(Cause Cause, CauseCase Case)> group)
    {
        if (group.Count == 0)
        {
            return null;
        }

        var ordered = group.OrderBy(one => _order[one.Case.Case.FullyQualifiedName]).ToList();

        // A test that says more about the agent than the others with the same words decides what the group says.
        var kind = ordered.Min(one => one.Cause.Kind);
        return new(ordered.First(one => one.Cause.Kind == kind).Cause, [.. ordered.Select(one => one.Case)]);
    }
}
