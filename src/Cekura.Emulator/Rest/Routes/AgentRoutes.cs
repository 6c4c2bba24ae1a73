using Cekura.Emulator.Rest.Json;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Rest.Routes;

/// <summary>The agents under test: <c>GET aiagents/</c>.</summary>
internal sealed class AgentRoutes(Workspace workspace)
{
    public IReadOnlyList<Route> All =>
        [
            new("GET", "aiagents/", (request, _) => Page.Of(request, Selected(request), agent => WorkspaceJson.Agent(workspace, agent))),
            new("GET", "aiagents/short_list/", (request, _) =>
                Page.Of(request, Selected(request), agent => WorkspaceJson.AgentInShort(workspace, agent))
            ),
            new("GET", "aiagents/{id}/", (_, id) => ApiAnswer.Ok(WorkspaceJson.Agent(workspace, Find(id)))),
        ];

    private List<Agent> Selected(ApiRequest request)
    {
        var (project, words) = (request.Integer("project_id"), request.Text("q"));
        return
        [
            .. workspace.Agents.Where(agent =>
                (project is null || project == workspace.Project)
                && (words is null || agent.Name.Contains(words, StringComparison.OrdinalIgnoreCase) || $"{agent.Id}" == words)
            ),
        ];
    }

    private Agent Find(long id) => workspace.Agents.FirstOrDefault(agent => agent.Id == id) ?? throw RefusedException.NotFound();
}
