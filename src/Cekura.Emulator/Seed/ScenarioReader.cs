using System.Text.Json.Nodes;
using Cekura.Emulator.Script;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Seed;

/// <summary>Reads an entry of <c>scenarios</c>.</summary>
internal static class ScenarioReader
{
    private const string Conditional = "conditional_actions";

    /// <summary>Keys of the service's own shape.</summary>
    internal static IReadOnlyList<string> ServiceKeys { get; } =
    [
        "id",
        "name",
        "agent",
        "agent_name",
        "personality",
        "personality_name",
        "scenario_type",
        "scenario_language",
        "instructions",
        "first_message",
        "expected_outcome_prompt",
        "tags",
        "folder_path",
        "metrics",
        "metric_names",
        "tool_ids",
        "test_profile",
        "test_profile_data",
        "phone_number",
        "inbound_phone_number",
        "inbound_phone_number_data",
        "dynamic_variable_values",
        "max_duration",
        "suite_type",
        "is_predefined",
        "information_fields",
        "generated_mock_tool_entries",
        "created_at",
        "updated_at",
        "created_by",
        "last_updated_by",
    ];

    /// <summary>
    /// Keys that are not the service's and are not sent. The service takes a script as <c>conditional_actions</c> and shows it as
    /// <c>instructions</c>.
    /// </summary>
    public static IReadOnlyList<string> OurKeys { get; } = ["outcomes", "replay", "optional_conditions", Conditional];

    public static Scenario Read(
        SeedElement element,
        Section<Agent> agents,
        Section<Personality> personalities,
        Section<TestProfile> profiles,
        Section<Metric> metrics
    )
    {
        element.KnowOursAmongService([.. OurKeys, "folder_path", "max_duration", "test_profile", "metrics"], ServiceKeys);
        var id = element.Require("id").Integer(min: 1);
        var structured = element.Get(Conditional);
        if (structured is { Value.ValueKind: not (System.Text.Json.JsonValueKind.Object or System.Text.Json.JsonValueKind.String) })
        {
            throw structured.Error($"{structured.Path} must be an object, {{role, conditions}}.");
        }

        var instructions = element.Get("instructions")?.Text() ?? "";
        var firstMessage = element.Get("first_message")?.Text() ?? "Hello";
        var type = element.Get("scenario_type")?.Word("instruction", Conditional, "real_world_smart", "real_world_fixed")
            ?? (structured is null ? "instruction" : Conditional);
        var script = type == Conditional ? Script(element, structured) : null;
        var optional = Optional(element, script);
        var replay = element.Get("replay");
        var isMany = replay?.Value.ValueKind == System.Text.Json.JsonValueKind.Array;
        var outcomes = element.Items("outcomes").Select((item, index) => OutcomeReader.Read(item, id, index, script)).ToList();
        var scenario = new Scenario
        {
            Id = id,
            Name = element.Require("name").Text(),
            Agent = AgentOf(element, agents),
            Personality = personalities.ResolveOptional(element.Get("personality")),
            TestProfile = profiles.ResolveOptional(element.Get("test_profile")),
            Type = type,
            Instructions = structured is null ? instructions : Sent(structured.Value.ToNode()!),
            Script = script is null ? null : script with { Optional = optional },
            OptionalConditions = optional,
            Language = element.Get("scenario_language")?.Value is { ValueKind: System.Text.Json.JsonValueKind.String } language
                ? language.GetString()
                : null,
            FirstMessage = script?.Opening.Action ?? firstMessage,
            Tags = [.. element.Items("tags").Select(tag => tag.Text())],
            FolderPath = element.Get("folder_path")?.Text() is { Length: > 0 } folder ? folder : null,
            Metrics = [.. element.Items("metrics").Select(metrics.Resolve)],
            ToolIds = [.. element.Items("tool_ids").Select(tool => tool.Text())],
            MaxDuration = element.Get("max_duration") is { } max ? TimeSpan.FromSeconds(max.Integer(min: 10, max: 3600)) : null,
            Outcomes = outcomes,
            ExpectedOutcomePrompt = element.Get("expected_outcome_prompt")?.Text()
                ?? string.Join('\n', outcomes.Select(outcome => outcome.Text)),
            Replay = replay is null || isMany ? null : ReplayReader.Read(replay),
            Source = element.Value,
        };
        return isMany ? scenario.With(ReplayReader.ReadMany(replay!, personalities, profiles)) : scenario;
    }

    // The key "optional" is ours, and is not sent.
    private static string Sent(JsonNode actions)
    {
        foreach (var condition in (actions["conditions"] as JsonArray ?? []).OfType<JsonObject>())
        {
            condition.Remove("optional");
        }

        return actions.ToJsonString();
    }

    private static HashSet<int> Optional(SeedElement element, CallerScript? script)
    {
        var optional = new HashSet<int>(script?.Optional ?? new HashSet<int>());
        foreach (var item in element.Items("optional_conditions"))
        {
            var id = (int)item.Integer(min: 1, max: int.MaxValue);
            if (script is not null && !script.Conditions.Any(condition => condition.Id == id))
            {
                throw item.Error(
                    $"{item.Path}: the script has no condition {id}; it has {string.Join(", ", script.Conditions.Select(condition => condition.Id))}.",
                    SeedCode.UnknownCondition
                );
            }

            optional.Add(id);
        }

        return optional;
    }

    private static Agent AgentOf(SeedElement element, Section<Agent> agents) =>
        agents.ResolveOptional(element.Get("agent"))
        ?? (
            agents.All is [var only]
                ? only
                : throw element.Error($"{element.Path} needs \"agent\": the id of one of agents.", SeedCode.MissingKey)
        );

    private static CallerScript Script(SeedElement element, SeedElement? structured)
    {
        var place = structured
            ?? element.Get("instructions")
            ?? throw element.Error(
                $"{element.Path} is of the type {Conditional} and needs \"{Conditional}\": {{role, conditions}}.",
                SeedCode.MissingKey
            );
        try
        {
            return CallerScript.Parse(structured is null ? JsonValue.Create(place.Text()) : place.Value.ToNode(), knowsOptional: true);
        }
        catch (ScriptException e)
        {
            throw place.Error($"{place.Path}: {string.Join("; ", e.Problems)}.", SeedCode.Script);
        }
    }
}
