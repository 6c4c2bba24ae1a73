using Cekura.Runs.Manifest;
using Cekura.Runs.Plan;

namespace Cekura.Runs.Filter;

/// <summary>One comparison of a filter.</summary>
internal sealed record FilterCondition(string Property, string Wanted, bool IsContained, bool IsNegated)
{
    private const int ShownValues = 10;

    public bool Matches(ScenarioCase scenarioCase) => CaseProperties.ValuesOf(scenarioCase, Property).Any(IsWanted) != IsNegated;

    /// <summary>What a person may have meant who got nothing with it.</summary>
    public string Advice(IReadOnlyCollection<ScenarioCase> cases)
    {
        var values = cases.SelectMany(scenarioCase => CaseProperties.ValuesOf(scenarioCase, Property)).Where(value => value.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var what = $"No test has {Property} {(IsContained ? "with " : "")}{Quoted.Text(Wanted)}.";
        if (values.Count == 0)
        {
            return $"No test has any {Property}.";
        }

        // Of dotted names people write a part as often as the whole.
        var nearest = NearestName.Of(Wanted, IsContained ? values.Concat(values.SelectMany(value => value.Split('.'))) : values);
        return nearest is not null ? $"{what} Did you mean {Quoted.Text(nearest)}?"
            : $"{what} There {(values.Count == 1 ? "is" : "are")}: {string.Join(", ", values.Take(ShownValues).Select(Quoted.Text))}{(values.Count > ShownValues ? ", …" : "")}.";
    }

    private bool IsWanted(string value) =>
        IsContained ? value.Contains(Wanted, StringComparison.OrdinalIgnoreCase) : value.Equals(Wanted, StringComparison.OrdinalIgnoreCase);
}
