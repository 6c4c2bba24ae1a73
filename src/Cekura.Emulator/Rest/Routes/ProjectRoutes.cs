using System.Text.Json.Nodes;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Rest.Routes;

/// <summary>The one project of the seed: <c>GET /user/v1/projects/</c>.</summary>
internal sealed class ProjectRoutes(Workspace workspace)
{
    public IReadOnlyList<Route> All => [new("GET", "/user/v1/projects/", (request, _) => ApiAnswer.Ok(List(request)))];

    private JsonArray List(ApiRequest request) =>
        request.Integer("organization_id") is { } other && other != workspace.Organization
            ? []
            :
            [
                new JsonObject
                {
                    ["id"] = workspace.Project,
                    ["name"] = $"Project {workspace.Project} of the seed",
                    ["organization"] = new JsonObject
                    {
                        ["id"] = workspace.Organization,
                        ["name"] = $"Organization {workspace.Organization} of the seed",
                    },
                },
            ];
}
