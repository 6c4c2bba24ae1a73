using System.Text.Json.Nodes;
using Cekura.Emulator.Rest.Json;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Rest.Routes;

/// <summary>The metrics: <c>GET metrics/</c>.</summary>
internal sealed class MetricRoutes(Workspace workspace)
{
    public IReadOnlyList<Route> All =>
        [
            new("GET", "metrics/", (request, _) => List(request)),
            new("GET", "metrics/{id}/", (_, id) => ApiAnswer.Ok(WorkspaceJson.Metric(workspace, Find(id)))),
        ];

    private ApiAnswer List(ApiRequest request)
    {
        var (project, slug) = (request.Integer("project_id"), request.Text("slug"));
        var agents = request.Integers("agents") ?? (request.Integer("agent_id") is { } agent ? [agent] : null);

        // Agent and project together give the union of both.
        return ApiAnswer.Ok(
            new JsonArray([
                .. workspace
                    .Metrics.Where(metric =>
                        agents is null
                        || project == workspace.Project
                        || WorkspaceJson.AgentsOf(workspace, metric).Any(user => agents.Contains(user.Id))
                    )
                    .Where(_ => agents is not null || project is null || project == workspace.Project)
                    .Select(metric => WorkspaceJson.Metric(workspace, metric))
                    .Where(metric => slug is null || metric["slug"]?.ToString() == slug),
            ])
        );
    }

    private Metric Find(long id) => workspace.Metrics.FirstOrDefault(metric => metric.Id == id) ?? throw RefusedException.NotFound();
}
