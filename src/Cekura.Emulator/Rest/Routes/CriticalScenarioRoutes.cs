using System.Text.Json.Nodes;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Rest.Routes;

/// <summary>The deviations that the seed names, its critical outcomes: <c>GET critical-metric-scenarios/</c>.</summary>
internal sealed class CriticalScenarioRoutes(Workspace workspace)
{
    public IReadOnlyList<Route> All =>
        [new("GET", "critical-metric-scenarios/", (request, _) => Page.Of(request, Selected(request), Entry))];

    private List<Outcome> Selected(ApiRequest request)
    {
        var (agent, category, metric) = (request.Integer("agent_id"), request.Integer("category_id"), request.Integer("metric_id"));
        return
        [
            .. workspace
                .Scenarios.Where(scenario => agent is null || scenario.Agent.Id == agent)
                .Where(scenario => metric is null || scenario.Metrics.Any(own => own.Id == metric))
                .SelectMany(scenario => scenario.Outcomes)
                .Where(outcome => outcome.Critical && (category is null || outcome.CategoryId == category))
                .DistinctBy(outcome => outcome.CategoryId)
                .OrderBy(outcome => outcome.CategoryId),
        ];
    }

    private static JsonObject Entry(Outcome outcome) =>
        new()
        {
            ["id"] = outcome.CategoryId,
            ["scenario"] = outcome.Category,
            ["priority"] = "critical",
        };
}
