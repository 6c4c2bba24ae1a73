using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Emulator.Seed;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Rest.Json;

/// <summary>
/// Objects of the seed in the service's shapes: every documented field, null where the seed says nothing, and what else the seed has.
/// </summary>
internal static class WorkspaceJson
{
    // The seed has no history; one constant keeps answers the same from run to run.
    private const string Created = "2026-01-01T00:00:00Z";

    // Fields of a scenario that lists leave out.
    private static readonly string[] OnlyInFull =
    [
        "generated_mock_tool_entries",
        "max_duration",
        "suite_type",
        "is_predefined",
        "information_fields",
    ];

    public static JsonObject Agent(Workspace workspace, Agent agent)
    {
        var entry = AgentBasics(workspace, agent);
        entry["description"] = "";
        entry["assistant_provider"] = "self_hosted";
        entry["assistant_id"] = "";
        entry["websocket_url"] = null;
        entry["websocket_headers"] = new JsonObject();
        entry["websocket_voice_url"] = null;
        entry["sip_endpoint"] = null;
        entry["enabled_personalities"] = new JsonArray([
            .. workspace.Personalities.Select(personality => JsonValue.Create(personality.Id)),
        ]);
        entry["tools"] = new JsonArray();
        entry["dropoff_nodes"] = new JsonObject();
        entry["topic_nodes"] = new JsonObject();
        return Overlay(entry, agent.Source, AgentReader.OurKeys);
    }

    public static JsonObject AgentInShort(Workspace workspace, Agent agent)
    {
        var entry = AgentBasics(workspace, agent);
        return Overlay(entry, agent.Source, name => !entry.ContainsKey(name));
    }

    private static JsonObject AgentBasics(Workspace workspace, Agent agent) =>
        new()
        {
            ["id"] = agent.Id,
            ["agent_name"] = agent.Name,
            ["project"] = workspace.Project,
            ["organization"] = workspace.Organization,
            ["contact_number"] = null,
            ["inbound"] = agent.Inbound,
            ["language"] = "en",
            ["created_at"] = Created,
            ["updated_at"] = Created,
            ["agent_gives_first_message"] = agent.GivesFirstMessage,
        };

    public static JsonObject Personality(Personality personality) =>
        Overlay(
            new()
            {
                ["id"] = personality.Id,
                ["project"] = null,
                ["name"] = personality.Name,
                ["prompt"] = "",
                ["language"] = "en",
                ["accent"] = null,
                ["background_noise"] = "off",
                ["voice_model"] = null,
                ["voice_id"] = null,
                ["interruption_level"] = null,
                ["speed"] = null,
                ["generation_config"] = null,
                ["network_simulation"] = null,
                ["message_plan"] = new JsonObject
                {
                    ["idle_timeout_seconds"] = personality.IdleTimeout.TotalSeconds,
                    ["idle_message_max_spoken_count"] = personality.IdleMessages,
                },
                ["start_speaking_plan"] = null,
                ["stop_speaking_plan"] = null,
                ["background_sound_volume"] = null,
                ["patronus_settings"] = null,
                ["provider_agent_id"] = null,
                ["end_call_enabled"] = personality.EndCallEnabled,
                ["provider"] = null,
            },
            personality.Source,
            PersonalityReader.OurKeys
        );

    public static JsonObject TestProfile(Workspace workspace, TestProfile profile) =>
        Overlay(
            new()
            {
                ["id"] = profile.Id,
                ["project"] = workspace.Project,
                ["agent"] = null,
                ["agent_name"] = workspace.Agents.FirstOrDefault(agent => agent.Id == profile.Agent)?.Name,
                ["name"] = profile.Name,
                ["information"] = null,
                ["created_by"] = null,
                ["last_updated_by"] = null,
                ["created_at"] = Created,
                ["updated_at"] = Created,
                ["scenarios"] = new JsonArray([
                    .. workspace
                        .Scenarios.Where(scenario => scenario.TestProfile?.Id == profile.Id)
                        .Select(scenario => JsonValue.Create(scenario.Id)),
                ]),
            },
            profile.Source,
            []
        );

    public static JsonObject Metric(Workspace workspace, Metric metric)
    {
        var agents = AgentsOf(workspace, metric);
        return Overlay(
            new()
            {
                ["id"] = metric.Id,
                ["slug"] = metric.Slug,
                ["project"] = workspace.Project,
                ["agents"] = new JsonArray([.. agents.Select(agent => JsonValue.Create(agent.Id))]),
                ["agent_names"] = new JsonArray([.. agents.Select(agent => JsonValue.Create(agent.Name))]),
                ["name"] = metric.Name,
                ["description"] = "",
                ["function_name"] = metric.FunctionName,
                ["type"] = metric.Type,
                ["eval_type"] = metric.EvalType,
                ["enum_values"] = new JsonArray([.. metric.Classes.Select(entry => JsonValue.Create(entry.Value))]),
                ["audio_enabled"] = false,
                ["observability_enabled"] = false,
                ["simulation_enabled"] = true,
                ["sampling_enabled"] = false,
                ["prompt"] = "",
                ["display_order"] = metric.Id,
                ["evaluation_trigger"] = "always",
            },
            metric.Source,
            MetricReader.OurKeys
        );
    }

    /// <summary>The agents whose scenarios use the metric.</summary>
    public static IReadOnlyList<Agent> AgentsOf(Workspace workspace, Metric metric) =>
        [
            .. workspace
                .Scenarios.Where(scenario => scenario.Metrics.Any(used => used.Id == metric.Id))
                .Select(scenario => scenario.Agent)
                .DistinctBy(agent => agent.Id),
        ];

    public static JsonObject Scenario(Workspace workspace, Scenario scenario) => ScenarioBasics(workspace, scenario, OnlyInFull);

    private static JsonObject ScenarioBasics(Workspace workspace, Scenario scenario, IReadOnlyList<string> leftOut) =>
        Overlay(
            new()
            {
                ["id"] = scenario.Id,
                ["name"] = scenario.Name,
                ["personality"] = null,
                ["personality_name"] = scenario.Personality?.Name,
                ["agent_name"] = scenario.Agent.Name,
                ["phone_number"] = null,
                ["expected_outcome_prompt"] = scenario.ExpectedOutcomePrompt,
                ["instructions"] = scenario.Instructions,
                ["scenario_language"] = null,
                ["scenario_type"] = scenario.Type,
                ["tags"] = new JsonArray(),
                ["agent"] = scenario.Agent.Id,
                ["inbound_phone_number"] = null,
                ["inbound_phone_number_data"] = null,
                ["metrics"] = new JsonArray(),
                ["metric_names"] = new JsonArray([.. scenario.Metrics.Select(metric => JsonValue.Create(metric.Name))]),
                ["first_message"] = scenario.FirstMessage,
                ["tool_ids"] = new JsonArray(),
                ["test_profile"] = null,
                ["test_profile_data"] = scenario.TestProfile is { } profile ? TestProfile(workspace, profile) : null,
                ["dynamic_variable_values"] = null,
                ["created_at"] = Created,
                ["updated_at"] = Created,
                ["created_by"] = null,
                ["last_updated_by"] = null,
                ["folder_path"] = null,
            },
            scenario.Source,
            [.. ScenarioReader.OurKeys, .. leftOut]
        );

    public static JsonObject ScenarioInFull(Workspace workspace, Scenario scenario)
    {
        var entry = ScenarioBasics(workspace, scenario, []);
        foreach (
            var (name, value) in new (string, JsonNode?)[]
            {
                ("generated_mock_tool_entries", new JsonArray()),
                ("max_duration", null),
                ("suite_type", "undefined"),
                ("is_predefined", false),
                ("information_fields", null),
                ("project", workspace.Project),
                ("outbound_phone_number_data", null),
                ("simulation_description", null),
            }
        )
        {
            entry.TryAdd(name, value);
        }

        return entry;
    }

    public static JsonObject Folder(string path) =>
        new()
        {
            ["name"] = path[(path.LastIndexOf('.') + 1)..],
            ["path"] = path,
            ["created_at"] = Created,
            ["updated_at"] = Created,
        };

    private static JsonObject Overlay(JsonObject entry, JsonElement source, IReadOnlyList<string> ours) =>
        Overlay(entry, source, ours.Contains);

    private static JsonObject Overlay(JsonObject entry, JsonElement source, Func<string, bool> leaveOut)
    {
        foreach (var property in source.EnumerateObject().Where(property => !leaveOut(property.Name)))
        {
            entry[property.Name] = property.Value.ToNode();
        }

        return entry;
    }
}
