using System.Text.RegularExpressions;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Rest.Suites;

/// <summary>A metric of the seed, by id or slug.</summary>
internal static partial class MetricReference
{
    public static Metric? Resolve(SpecElement element, Workspace workspace, Agent? agent)
    {
        var found = element.IsInteger ? ById(element, workspace) : BySlug(element, workspace);
        if (found is null || agent is null || found.Agents?.Contains(agent.Id) is not false)
        {
            return found;
        }

        element.Report(
            $"Metric {found.Id} \"{found.Name}\" is not enabled for agent {agent.Id}, so it would not be evaluated. Enable it, or leave it out."
        );
        return null;
    }

    private static Metric? ById(SpecElement element, Workspace workspace)
    {
        if (element.Integer(min: 1) is not { } id)
        {
            return null;
        }

        var found = workspace.Metrics.FirstOrDefault(metric => metric.Id == id);
        if (found is null)
        {
            element.Report($"No metric with ID {id} in project {workspace.Project}.");
        }

        return found;
    }

    private static Metric? BySlug(SpecElement element, Workspace workspace)
    {
        if (!element.IsText || !Form().IsMatch(element.Value.GetString()!))
        {
            element.Report("Must be the ID of a metric, or its slug: small letters, digits and underscores.");
            return null;
        }

        var slug = element.Value.GetString()!;
        var found = workspace.Metrics.FirstOrDefault(metric => metric.Slug == slug);
        if (found is null)
        {
            element.Report(
                $"No metric with slug '{slug}' in project {workspace.Project}. Check the slug in the dashboard, or reference the metric by its numeric ID."
            );
        }

        return found;
    }

    [GeneratedRegex(@"^[a-z0-9_]+\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Form();
}
