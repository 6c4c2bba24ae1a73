using System.Text.Json.Nodes;
using Cekura.Emulator.Rest.Json;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Rest.Routes;

/// <summary>The test profiles: <c>GET test-profiles/</c>.</summary>
internal sealed class TestProfileRoutes(Workspace workspace)
{
    public IReadOnlyList<Route> All =>
        [
            new("GET", "test-profiles/", (request, _) => List(request)),
            new("GET", "test-profiles/{id}/", (_, id) => ApiAnswer.Ok(WorkspaceJson.TestProfile(workspace, Find(id)))),
        ];

    private ApiAnswer List(ApiRequest request)
    {
        var (agent, project) = (request.Integer("agent_id"), request.Integer("project_id"));
        if (agent is null && project is null)
        {
            throw RefusedException.WithDetail(400, "Please provide one of the required query parameter");
        }

        // A profile without agent belongs to the project and serves every agent.
        return ApiAnswer.Ok(
            new JsonArray([
                .. workspace
                    .TestProfiles.Where(profile =>
                        (agent is null || profile.Agent is null || profile.Agent == agent)
                        && (project is null || project == workspace.Project)
                    )
                    .Select(profile => WorkspaceJson.TestProfile(workspace, profile)),
            ])
        );
    }

    private TestProfile Find(long id) =>
        workspace.TestProfiles.FirstOrDefault(profile => profile.Id == id) ?? throw RefusedException.NotFound();
}
