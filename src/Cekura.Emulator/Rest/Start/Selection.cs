using System.Text.Json;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Seed;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Rest.Start;

/// <summary>Finds the agent and the scenarios that a request is about.</summary>
internal sealed class Selection(Workspace workspace, StartMode mode, Fields fields)
{
    private const string InvalidScenarios = "Invalid scenario IDs or scenarios not found";

    // Secrets have no place in an answer.
    private static readonly string[] NotShown = ["scenario", "websocket_url", "pipecat_token"];

    /// <exception cref="RefusedException">The service would refuse it.</exception>
    public (Agent Agent, IReadOnlyList<SelectedScenario> Scenarios) Read()
    {
        CheckProject();
        var named = NamedAgent();
        var scenarios = Scenarios(named);
        return (named ?? OnlyAgent(scenarios), scenarios);
    }

    private void CheckProject()
    {
        if (fields.Integer("project_id") is { } project && project != workspace.Project)
        {
            throw RefusedException.Field("project_id", $"Invalid pk \"{project}\" - object does not exist.");
        }
    }

    private Agent? NamedAgent()
    {
        if (fields.Integer(mode.AgentField) is { } id)
        {
            return workspace.Agents.FirstOrDefault(agent => agent.Id == id)
                ?? throw RefusedException.Field(mode.AgentField, $"Invalid pk \"{id}\" - object does not exist.");
        }

        return fields.Text("assistant_id") is { Length: > 0 } assistant
            ? workspace.Agents.FirstOrDefault(agent => agent.AssistantId == assistant)
                ?? throw RefusedException.Field("assistant_id", "No agent has this assistant ID.")
            : null;
    }

    private Agent OnlyAgent(List<SelectedScenario> scenarios) =>
        scenarios.Select(selected => selected.Scenario.Agent).DistinctBy(agent => agent.Id).ToList() is [var only]
            ? only
            : throw RefusedException.Field(mode.AgentField, "This field is required when the scenarios belong to several agents.");

    private List<SelectedScenario> Scenarios(Agent? agent)
    {
        var selected = mode.TakesEntries ? Entries() : [.. Listed(agent).Select(scenario => new SelectedScenario(scenario))];
        return selected.Count > 0 && selected.TrueForAll(entry => agent is null || entry.Scenario.Agent.Id == agent.Id)
            ? selected
            : throw RefusedException.Field("scenarios", InvalidScenarios);
    }

    private List<SelectedScenario> Entries() =>
        [
            .. fields
                .Objects("scenarios")!
                .Select(entry => new SelectedScenario(Find(entry.Integer("scenario")!.Value))
                {
                    WebSocketUrl = entry.Text("websocket_url") is { Length: > 0 } url ? url : null,
                    About = new(
                        entry
                            .Body.EnumerateObject()
                            .Where(property => property.Value.ValueKind != JsonValueKind.Null && !NotShown.Contains(property.Name))
                            .Select(property => KeyValuePair.Create(property.Name, property.Value.ToNode()))
                    ),
                }),
        ];

    private IEnumerable<Scenario> Listed(Agent? agent)
    {
        var (ids, tags, folder) = (fields.Integers("scenarios"), fields.Texts("tags"), fields.Text("folder_path"));
        if (folder is not null == (ids is not null || tags is not null))
        {
            throw RefusedException.Field("scenarios", "Provide scenarios, tags or both, or folder_path alone.");
        }

        if (folder is not null && !fields.Has("project_id"))
        {
            throw RefusedException.Field("project_id", "This field is required with folder_path.");
        }

        // Ids and tags together are a union: what is named, then what else has one of the tags.
        return (ids ?? [])
            .Select(Find)
            .Concat(
                workspace
                    .Scenarios.Where(scenario => agent is null || scenario.Agent.Id == agent.Id)
                    .Where(scenario =>
                        folder is not null ? ScenarioFolder.Holds(folder, scenario) : tags?.Any(scenario.Tags.Contains) == true
                    )
            )
            .DistinctBy(scenario => scenario.Id);
    }

    private Scenario Find(long id) =>
        workspace.Scenarios.FirstOrDefault(scenario => scenario.Id == id) ?? throw RefusedException.Field("scenarios", InvalidScenarios);
}
