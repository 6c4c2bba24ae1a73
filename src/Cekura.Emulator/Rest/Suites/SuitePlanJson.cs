using System.Text.Json.Nodes;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Rest.Suites;

/// <summary>The answer to <c>POST scenarios/run_scenarios_json/</c> with <c>dry_run</c>.</summary>
internal static class SuitePlanJson
{
    public static JsonObject Of(SuiteRequest request, Workspace workspace) =>
        new()
        {
            ["dry_run"] = true,
            ["valid"] = true,
            ["plan"] = new JsonObject
            {
                ["agent_id"] = request.Agent.Id,
                ["project_id"] = workspace.Project,
                ["channel"] = request.ChannelName,
                ["suite_name"] = request.Name,
                ["scenario_count"] = request.Suite.Entries.Count,
                ["total_runs"] = request.TotalRuns,
                ["estimated_cost"] = request.TotalRuns * workspace.Limits.PricePerRun,
                ["run_overrides"] = request.RunOverrides(),
                ["scenarios"] = new JsonArray([.. request.Suite.Entries.Select(Entry)]),
            },
        };

    private static JsonObject Entry(SuiteEntry entry) =>
        new()
        {
            ["key"] = entry.Key,
            ["name"] = entry.Name,
            ["type"] = entry.Type,
            ["frequency"] = entry.Frequency,
            ["metric_ids"] = new JsonArray([.. entry.Metrics.Select(metric => JsonValue.Create(metric.Id))]),
            ["tags"] = new JsonArray([.. entry.Tags.Select(tag => JsonValue.Create(tag))]),
            ["personality"] = new JsonObject
            {
                ["mode"] = entry.Personality.Mode,
                // An inline personality has no id before it is played; one with a base shows the base's.
                ["id"] = entry.Personality.Personality is { Id: > 0 } known ? known.Id : null,
                ["name"] = entry.Personality.Personality?.Name,
            },
            ["test_profile"] = new JsonObject
            {
                ["mode"] = entry.Profile.Mode,
                ["sections"] = new JsonArray([.. entry.Profile.FilledSections.Select(section => JsonValue.Create(section))]),
            },
        };
}
