using Cekura.Manifests.Cases;

namespace Cekura.TestHost;

/// <summary>What to say of a filter that leaves none of the tests of a project.</summary>
internal static class NothingMatched
{
    /// <summary>The words; null when the project has no tests, or when the filter may be meant for tests of others.</summary>
    /// <param name="contents">The project.</param>
    /// <param name="filter">The filter, as it was typed.</param>
    /// <param name="hasOthers">Whether tests of other frameworks stand beside these.</param>
    /// <param name="platformTells">Whether the platform itself says which filter matched nothing in which file.</param>
    public static string? Explain(TestProject contents, string filter, bool hasOthers, bool platformTells)
    {
        var cases = contents.Suites.SelectMany(suite => suite.Cases).ToList();
        if (cases.Count == 0 || (platformTells && IsForOthers(filter, cases, hasOthers)))
        {
            return null;
        }

        // What another shard has is not missing.
        var (part, advice) = contents.Settings?.Shard is { } shard
            ? ($"shard {shard.Index} of {shard.Count} of {Path.GetFileName(contents.Container.Source)}", "Other shards may have some.")
            : (Path.GetFileName(contents.Container.Source), Advice(filter, cases));
        return cases.Count == 1
            ? $"Cekura: the filter does not match the only test of {part}, so it did not run. {advice}"
            : $"Cekura: the filter matches none of the {cases.Count} tests of {part}, so none of them ran. {advice}";
    }

    private static bool IsForOthers(string filter, List<ScenarioCase> cases, bool hasOthers)
    {
        try
        {
            return FilterExpression.Parse(filter).IsForOthers(cases, hasOthers);
        }
        catch (FormatException)
        {
            return hasOthers;
        }
    }

    private static string Advice(string filter, List<ScenarioCase> cases)
    {
        try
        {
            return FilterExpression.Parse(filter).Advice(cases);
        }
        catch (FormatException known)
        {
            // A platform may let a property that is none match nothing.
            return known.Message;
        }
    }
}
