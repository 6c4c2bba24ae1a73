using System.Text.Json.Nodes;
using Cekura.Emulator.Rest.Json;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Rest.Start;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Rest.Routes;

/// <summary>The scenarios and their folders: <c>GET scenarios/</c> and its siblings.</summary>
internal sealed class ScenarioRoutes(Workspace workspace)
{
    public IReadOnlyList<Route> All =>
        [
            new("GET", "scenarios/", (request, _) =>
                Page.Of(request, Selected(request), scenario => WorkspaceJson.Scenario(workspace, scenario))
            ),
            new("GET", "scenarios/folders/", (request, _) => Page.Of(request, Folders(request), WorkspaceJson.Folder)),
            new("GET", "scenarios/tags/", (_, _) => ApiAnswer.Ok(Tags())),
            new("GET", "scenarios/{id}/", (_, id) => ApiAnswer.Ok(WorkspaceJson.ScenarioInFull(workspace, Find(id)))),
        ];

    private List<Scenario> Selected(ApiRequest request)
    {
        var (agent, project) = (request.Integer("agent_id"), request.Integer("project_id"));
        var tags = request.Text("tags")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var tagFilter = request.Text("tag_filter_type") ?? "or";
        var folder = request.Query.GetValueOrDefault("folder_path");
        return
        [
            .. workspace.Scenarios.Where(scenario =>
                (agent is null || scenario.Agent.Id == agent)
                && (project is null || project == workspace.Project)
                && (tags is null || HasTags(scenario, tags, tagFilter))
                && (folder is null || ScenarioFolder.Holds(folder, scenario))
            ),
        ];
    }

    private static bool HasTags(Scenario scenario, string[] tags, string filter) =>
        filter switch
        {
            "and" => tags.All(scenario.Tags.Contains),
            "not" => !tags.Any(scenario.Tags.Contains),
            "or" => tags.Any(scenario.Tags.Contains),
            _ => throw RefusedException.Field("tag_filter_type", $"\"{filter}\" is not a valid choice."),
        };

    private List<string> Folders(ApiRequest request)
    {
        if (request.Integer("project_id") is not { } project)
        {
            throw RefusedException.Field("project_id", "This field is required.");
        }

        var (agent, parent, search) = (request.Integer("agent_id"), request.Text("parent_path"), request.Text("search"));
        return
        [
            .. workspace
                .Scenarios.Where(scenario => project == workspace.Project && (agent is null || scenario.Agent.Id == agent))
                .SelectMany(scenario => ScenarioFolder.WithParents(scenario.FolderPath))
                .Distinct()
                .Where(path =>
                    parent is null
                    || path.StartsWith(parent + '.', StringComparison.Ordinal)
                        && !path[(parent.Length + 1)..].Contains('.', StringComparison.Ordinal)
                )
                .Where(path => search is null || path.Contains(search, StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal),
        ];
    }

    private JsonArray Tags() =>
        [
            .. workspace
                .Scenarios.SelectMany(scenario => scenario.Tags)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(tag => JsonValue.Create(tag)),
        ];

    private Scenario Find(long id) =>
        workspace.Scenarios.FirstOrDefault(scenario => scenario.Id == id) ?? throw RefusedException.NotFound();
}
