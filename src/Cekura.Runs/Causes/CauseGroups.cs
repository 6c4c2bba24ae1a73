using Cekura.Manifests.Cases;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Causes;

/// <summary>
/// Groups what did not pass by its cause, over tests and repetitions: the one grouping that page, job summary, annotations, console and
/// command show. Keeps no conversation. Not thread-safe.
/// </summary>
internal sealed class CauseGroups
{
    private readonly Dictionary<string, (Cause Cause, List<CauseCase> Cases)> _groups = new(StringComparer.Ordinal);

    /// <summary>Takes a test with its verdict in; one that passed has no cause.</summary>
    public void Add(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        foreach (var found in CausesOf.Case(verdict).GroupBy(found => found.Cause.Key, StringComparer.Ordinal))
        {
            var cause = found.First().Cause;
            if (!_groups.TryGetValue(cause.Key, out var group))
            {
                _groups[cause.Key] = group = (cause, []);
            }

            group.Cases.Add(new(scenarioCase, verdict.Standing, [.. found.Select(one => one.Repetition)], cause.Turn));
        }
    }

    /// <summary>The groups: by kind, then what broke most repetitions first.</summary>
    public IReadOnlyList<CauseGroup> All() =>
        [
            .. _groups
                .Values.Select(group => new CauseGroup(group.Cause, group.Cases))
                .OrderBy(group => group.Cause.Kind)
                .ThenByDescending(group => group.Count)
                .ThenBy(group => group.Cause.Key, StringComparer.Ordinal),
        ];
}
