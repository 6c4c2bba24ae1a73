using System.Text.Json.Nodes;
using Cekura.Emulator.Seed;
using Cekura.Emulator.State;

namespace Cekura.Emulator.Rest;

/// <summary>Checks a request to start text runs and multiplies it out (contract, section 6).</summary>
internal sealed class TextStart(Workspace workspace, Fields fields)
{
    private const string InvalidScenarios = "Invalid scenario IDs or scenarios not found";

    private const int MostRuns = 10_000;

    private static readonly string[] EchoedSettings = ["frequency", "concurrency_limit", "personality_ids", "test_profile_ids", "websocket_url", "mock_tool_names"];

    /// <exception cref="RefusedException">The service would refuse it.</exception>
    public StartOrder Order()
    {
        CheckProject();
        var agent = fields.Integer("agent_id") is { } id
            ? workspace.Agents.FirstOrDefault(agent => agent.Id == id) ?? throw RefusedException.Field("agent_id", $"Invalid pk \"{id}\" - object does not exist.")
            : null;
        var scenarios = Scenarios(agent);
        agent ??= OnlyAgent(scenarios);
        var url = WebSocketUrl(agent, scenarios);
        var frequency = Math.Min(fields.Integer("frequency", least: 1) ?? 1, MostRuns + 1);
        var limit = fields.Integer("concurrency_limit", least: 1);
        return new()
        {
            Name = fields.Text("name", longest: 255) is { Length: > 0 } name ? name : $"{agent.Name}: {scenarios.Count} scenarios",
            Cases = Cases(agent, scenarios, Personalities(agent), Profiles(), frequency),
            WebSocketUrl = url,
            WebSocketHeaders = fields.Dictionary("websocket_headers") ?? new Dictionary<string, string>(),
            ConcurrencyLimit = limit is { } most ? (int)Math.Min(most, int.MaxValue) : null,
            Settings = Settings(frequency),
        };
    }

    private static Agent OnlyAgent(List<Scenario> scenarios) =>
        scenarios.Select(scenario => scenario.Agent).DistinctBy(agent => agent.Id).ToList() is [var only]
            ? only
            : throw RefusedException.Field("agent_id", "This field is required when the scenarios belong to several agents.");

    private static List<RunCase> Cases(
        Agent agent, List<Scenario> scenarios, List<Personality?>? personalities, List<TestProfile?>? profiles, long frequency)
    {
        if (scenarios.Count * (personalities?.Count ?? 1L) * (profiles?.Count ?? 1L) * frequency > MostRuns)
        {
            throw RefusedException.Rule($"The emulator starts at most {MostRuns} runs with one request.");
        }

        return [.. from scenario in scenarios
            from personality in personalities ?? [scenario.Personality]
            from profile in profiles ?? [scenario.TestProfile]
            from repetition in Enumerable.Range(1, (int)frequency)
            select new RunCase(scenario, agent, personality, profile, repetition)];
    }

    private void CheckProject()
    {
        if (fields.Integer("project_id") is { } project && project != workspace.Project)
        {
            throw RefusedException.Field("project_id", $"Invalid pk \"{project}\" - object does not exist.");
        }
    }

    private List<Scenario> Scenarios(Agent? agent)
    {
        var (ids, tags, folder) = (fields.Integers("scenarios"), fields.Texts("tags"), fields.Text("folder_path"));
        if (new object?[] { ids, tags, folder }.Count(selector => selector is not null) != 1)
        {
            throw RefusedException.Field("scenarios", "Provide exactly one of scenarios, tags or folder_path.");
        }

        if (folder is not null && !fields.Has("project_id"))
        {
            throw RefusedException.Field("project_id", "This field is required with folder_path.");
        }

        var selected = ids is not null
            ? ById(ids)
            : [.. workspace.Scenarios
                .Where(scenario => agent is null || scenario.Agent.Id == agent.Id)
                .Where(scenario => folder is not null ? ScenarioFolder.Holds(folder, scenario) : tags!.Any(scenario.Tags.Contains))];
        return selected.Count > 0 && selected.All(scenario => agent is null || scenario.Agent.Id == agent.Id)
            ? selected
            : throw RefusedException.Field("scenarios", InvalidScenarios);
    }

    private List<Scenario> ById(IReadOnlyList<long> ids)
    {
        long[] order = [.. ids];
        var selected = workspace.Scenarios.Where(scenario => ids.Contains(scenario.Id)).OrderBy(scenario => Array.IndexOf(order, scenario.Id)).ToList();
        return selected.Count == ids.Distinct().Count() ? selected : throw RefusedException.Field("scenarios", InvalidScenarios);
    }

    private List<Personality?>? Personalities(Agent agent)
    {
        if (fields.Integers("personality_ids") is not { Count: > 0 } ids)
        {
            return null;
        }

        return [.. ids.Distinct().Select(id =>
            workspace.Personalities.FirstOrDefault(personality => personality.Id == id && agent.EnabledPersonalities?.Contains(id) != false)
            ?? throw RefusedException.Rule("Invalid personalities provided."))];
    }

    private List<TestProfile?>? Profiles()
    {
        if (fields.Integers("test_profile_ids") is not { Count: > 0 } ids)
        {
            return null;
        }

        return [.. ids.Distinct().Select(id => workspace.TestProfiles.FirstOrDefault(profile => profile.Id == id)
            ?? throw RefusedException.Field("test_profile_ids", $"Invalid pk \"{id}\" - object does not exist."))];
    }

    private string? WebSocketUrl(Agent agent, List<Scenario> scenarios)
    {
        var url = fields.Text("websocket_url") is { Length: > 0 } given ? given : null;
        if (url is not null && !WebSocketAddress.IsValid(url))
        {
            throw RefusedException.Field("websocket_url", "Enter a valid URL that starts with ws:// or wss://.");
        }

        return url is null && agent.WebSocketUrl is null && scenarios.Any(scenario => scenario.Replay is null)
            ? throw RefusedException.Rule("Agent does not have a websocket URL")
            : url;
    }

    private JsonObject Settings(long frequency)
    {
        var settings = new JsonObject();
        foreach (var name in EchoedSettings.Where(fields.Has))
        {
            settings[name] = fields[name].ToNode();
        }

        settings["frequency"] = frequency;
        return settings;
    }
}
