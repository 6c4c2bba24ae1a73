using Cekura.Runs.Plan;

namespace Cekura.Runs.Filter;

/// <summary>
/// A filter as <c>dotnet test --filter</c> writes it: <c>Property=value</c>, <c>!=</c>, <c>~</c> (contains), <c>!~</c>, joined by <c>&amp;</c> before
/// <c>|</c>, with parentheses; a value alone is a part of the fully qualified name. A backslash takes a character as it is.
/// </summary>
public sealed class FilterExpression
{
    private readonly Func<ScenarioCase, bool> _matches;

    private FilterExpression(Func<ScenarioCase, bool> matches) => _matches = matches;

    /// <summary>Reads a filter; null and white space match everything.</summary>
    /// <exception cref="FormatException">It cannot be understood; the message says why, for people.</exception>
    public static FilterExpression Parse(string? filter) =>
        new(string.IsNullOrWhiteSpace(filter) ? _ => true : new FilterReader(filter).Read());

    /// <summary>Whether the filter leaves a case.</summary>
    public bool Matches(ScenarioCase scenarioCase)
    {
        ArgumentNullException.ThrowIfNull(scenarioCase);
        return _matches(scenarioCase);
    }
}
