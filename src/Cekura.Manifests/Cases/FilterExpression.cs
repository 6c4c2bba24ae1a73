namespace Cekura.Manifests.Cases;

/// <summary>
/// A filter as <c>dotnet test --filter</c> writes it: <c>Property=value</c>, <c>!=</c>, <c>~</c> (contains), <c>!~</c>, joined by
/// <c>&amp;</c> before <c>|</c>, with parentheses; a value alone is a part of the fully qualified name. A backslash takes a character as it
/// is.
/// </summary>
internal sealed class FilterExpression
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
        try
        {
            return new FilterExpression(reader.Read(), reader.Conditions);
        }
        catch (FormatException e) when (reader.WrongParenthesis is not null)
        {
            var escaped = Escaped(filter) is { } meant ? $": {meant}" : ", \\( or \\)";
            throw new FormatException(
                $"{e.Message} A parenthesis that belongs to a name is written with a backslash before it{escaped}",
                e
            );
        }
    }

    /// <summary>The filter with a backslash before each parenthesis that cannot group; null when that does not mend it.</summary>
    private static string? Escaped(string filter)
    {
        const int MostParentheses = 20;
        for (var tries = 0; tries <= MostParentheses; tries++)
        {
            var reader = new FilterReader(filter);
            try
            {
                reader.Read();
                return filter;
            }
            catch (FormatException) when (reader.WrongParenthesis is { } at)
            {
                filter = filter.Insert(at, "\\");
            }
            catch (FormatException)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Whether the filter leaves a case.</summary>
    public bool Matches(ScenarioCase scenarioCase) => _matches(scenarioCase);

    /// <summary>
    /// Whether the filter may be meant for other tests than these: it asks nothing that only ours have, and nothing that one of them nearly
    /// has.
    /// </summary>
    /// <param name="cases">All cases; none of them matches.</param>
    /// <param name="hasOthers">Whether tests of other frameworks stand beside them.</param>
    internal bool IsForOthers(IReadOnlyCollection<ScenarioCase> cases, bool hasOthers)
    {
        var wrong = _conditions.Where(condition => !cases.Any(condition.Matches));
        return _conditions.All(condition => CaseProperties.IsShared(condition.Property, hasOthers))
            && wrong.Any(condition => !condition.IsNear(cases));
    }

    /// <summary>What a person may have meant whose filter leaves none of the cases: the nearest name, or those that there are.</summary>
    /// <param name="cases">All cases; none of them matches.</param>
    public string Advice(IReadOnlyCollection<ScenarioCase> cases)
    {
        var advice = _conditions.Where(condition => !cases.Any(condition.Matches)).Select(condition => condition.Advice(cases)).ToList();
        return advice.Count > 0 ? string.Join(' ', advice) : "Each of its conditions matches a test, but no test matches them together.";
    }
}
