using System.Text.Json.Nodes;
using Cekura.Emulator.Rest.Json;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Rest.Routes;

/// <summary>The personalities: <c>GET personalities/</c>.</summary>
internal sealed class PersonalityRoutes(Workspace workspace)
{
    public IReadOnlyList<Route> All =>
        [
            new("GET", "personalities/", (request, _) => List(request)),
            new("GET", "personalities/{id}/", (_, id) => ApiAnswer.Ok(WorkspaceJson.Personality(Find(id)))),
        ];

    private ApiAnswer List(ApiRequest request)
    {
        var language = request.Text("language");
        return ApiAnswer.Ok(
            new JsonArray([
                .. workspace
                    .Personalities.Select(WorkspaceJson.Personality)
                    .Where(personality => language is null || personality["language"]?.ToString() == language),
            ])
        );
    }

    private Personality Find(long id) =>
        workspace.Personalities.FirstOrDefault(personality => personality.Id == id) ?? throw RefusedException.NotFound();
}
