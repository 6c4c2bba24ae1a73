using Cekura.Manifests.Text;

namespace Cekura.Manifests.Cases;

/// <summary>One comparison of a filter.</summary>
internal sealed record FilterCondition(string Property, string Wanted, bool IsContained, bool IsNegated)
{
    private const int ShownValues = 10;

    public bool Matches(ScenarioCase scenarioCase) => CaseProperties.ValuesOf(scenarioCase, Property).Any(IsWanted) != IsNegated;

    /// <summary>What a person may have meant who got nothing with it.</summary>
    public string Advice(IReadOnlyCollection<ScenarioCase> cases)
    {
        var values = ValuesOf(cases);
        var what = $"No test has {Property} {(IsContained ? "with " : "")}{Quoted.Text(Wanted)}.";
        if (values.Count == 0)
        {
            return $"No test has any {Property}.";
        }

        var nearest = Nearest(values);
        return nearest is not null
            ? $"{what} Did you mean {Quoted.Text(nearest)}?"
            : $"{what} There {(values.Count == 1 ? "is" : "are")}: {string.Join(", ", values.Take(ShownValues).Select(Quoted.Text))}{(values.Count > ShownValues ? ", …" : "")}.";
    }

    /// <summary>Whether a test has nearly what is wanted.</summary>
    public bool IsNear(IReadOnlyCollection<ScenarioCase> cases) => Nearest(ValuesOf(cases)) is not null;

    private List<string> ValuesOf(IReadOnlyCollection<ScenarioCase> cases) =>
        cases
            .SelectMany(scenarioCase => CaseProperties.ValuesOf(scenarioCase, Property))
            .Where(value => value.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .ToList();

    // Of dotted names people write a part as often as the whole.
    private string? Nearest(List<string> values) =>
        values.Count == 0
            ? null
            : NearestName.Of(
                Wanted,
                IsContained || Property.Equals("FullyQualifiedName", StringComparison.OrdinalIgnoreCase)
                    ? values.Concat(values.SelectMany(value => value.Split('.')))
                    : values
            );

    private bool IsWanted(string value) =>
        IsContained ? value.Contains(Wanted, StringComparison.OrdinalIgnoreCase) : value.Equals(Wanted, StringComparison.OrdinalIgnoreCase);
}
