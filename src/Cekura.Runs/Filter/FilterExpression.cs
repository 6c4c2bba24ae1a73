using Cekura.Runs.Plan;

namespace Cekura.Runs.Filter;

/// <summary>
/// A filter as <c>dotnet test --filter</c> writes it: <c>Property=value</c>, <c>!=</c>, <c>~</c> (contains), <c>!~</c>, joined by <c>&amp;</c> before
/// <c>|</c>, with parentheses; a value alone is a part of the fully qualified name. A backslash takes a character as it is.
/// </summary>
public sealed class FilterExpression
{
    private readonly Func<ScenarioCase, bool> _matches;
    private readonly IReadOnlyList<FilterCondition> _conditions;

    private FilterExpression(Func<ScenarioCase, bool> matches, IReadOnlyList<FilterCondition> conditions)
    {
        _matches = matches;
        _conditions = conditions;
    }

    /// <summary>Reads a filter; null and white space match everything.</summary>
    /// <exception cref="FormatException">It cannot be understood; the message says why, for people.</exception>
    public static FilterExpression Parse(string? filter)
    {
        if (string.IsNullOrWhiteSpace(filter))
        {
            return new FilterExpression(_ => true, []);
        }

        var reader = new FilterReader(filter);
        return new FilterExpression(reader.Read(), reader.Conditions);
    }

    /// <summary>Whether the filter leaves a case.</summary>
    public bool Matches(ScenarioCase scenarioCase)
    {
        ArgumentNullException.ThrowIfNull(scenarioCase);
        return _matches(scenarioCase);
    }

    /// <summary>What a person may have meant whose filter leaves none of the cases: the nearest name, or those that there are.</summary>
    /// <param name="cases">All cases; none of them matches.</param>
    public string Advice(IReadOnlyCollection<ScenarioCase> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var advice = _conditions.Where(condition => !cases.Any(condition.Matches)).Select(condition => condition.Advice(cases)).ToList();
        return advice.Count > 0 ? string.Join(' ', advice) : "Each of its conditions matches a test, but no test matches them together.";
    }
}
