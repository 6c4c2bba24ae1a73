using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Client;
using Cekura.Emulator.Transcripts;
using Cekura.Manifests.Text;

namespace Cekura.Cli.Recordings;

/// <summary>A seed that replays runs of the service: their conversations, scores and verdicts, and who took part.</summary>
/// <param name="redacted">The JSON of something that the service answered, without secrets.</param>
internal sealed class RecordedSeed(Func<JsonElement, JsonNode?> redacted)
{
    // What the emulator reads of a scenario, or lists filter by. What a caller would be told is not: nothing is played.
    private static readonly string[] ScenarioKeys =
    [
        "first_message",
        "expected_outcome_prompt",
        "tags",
        "folder_path",
        "scenario_language",
    ];

    private static readonly string[] MetricKeys =
    [
        "slug",
        "name",
        "function_name",
        "type",
        "eval_type",
        "enum_values",
        "vocera_defined_metric_code",
    ];

    private static readonly string[] AgentKeys = ["agent_name", "inbound", "language", "agent_gives_first_message"];

    private static readonly string[] Evaluated = ["score", "explanation"];

    private readonly JsonArray _agents = [];
    private readonly JsonArray _personalities = [];
    private readonly JsonArray _profiles = [];
    private readonly JsonArray _metrics = [];
    private readonly JsonArray _scenarios = [];

    /// <summary>The project; null: not known.</summary>
    public long? Project { get; init; }

    /// <summary>The seed so far.</summary>
    public JsonObject Json
    {
        get
        {
            var seed = new JsonObject();
            if (Project is { } project)
            {
                seed["project"] = project;
            }

            seed["agents"] = _agents.DeepClone();
            seed["personalities"] = _personalities.DeepClone();
            seed["test_profiles"] = _profiles.DeepClone();
            seed["metrics"] = _metrics.DeepClone();
            seed["scenarios"] = _scenarios.DeepClone();
            return seed;
        }
    }

    /// <summary>Adds an agent.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="name">Its name, where nothing else is known.</param>
    /// <param name="agent">The service's object; null: it cannot be read.</param>
    public void AddAgent(long id, string? name, JsonElement? agent) =>
        Add(_agents, id, Picked(agent, AgentKeys, new() { ["id"] = id, ["agent_name"] = name ?? $"Agent {id}" }));

    /// <summary>Adds a metric that runs were scored by.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="name">Its name.</param>
    /// <param name="metric">The service's object; null: it cannot be read.</param>
    public void AddMetric(long id, string name, JsonElement? metric)
    {
        var entry = Picked(metric, MetricKeys, new() { ["id"] = id, ["name"] = name });

        // Only words that seeds know.
        if (entry["eval_type"]?.ToString() is not ("binary" or "numeric" or "enum" or "continuous_qualitative"))
        {
            entry.Remove("eval_type");
        }

        Add(_metrics, id, entry);
    }

    /// <summary>Adds a scenario with its runs, all of one agent.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="runs">The runs, ended and scored.</param>
    /// <param name="scenario">The service's object; null: it cannot be read.</param>
    public void AddScenario(long id, IReadOnlyList<Run> runs, JsonElement? scenario)
    {
        var personalities = runs.Select(run => run.PersonalityId).OfType<long>().ToList();
        var profiles = runs.Select(run => run.TestProfileId).OfType<long>().ToList();
        var entry = Picked(
            scenario,
            ScenarioKeys,
            new()
            {
                ["id"] = id,
                ["name"] = runs[0].ScenarioName ?? $"Scenario {id}",
                ["agent"] = runs[0].AgentId,
            }
        );
        Put(entry, "personality", Own(scenario, "personality", personalities));
        Put(entry, "test_profile", Own(scenario, "test_profile", profiles));
        entry["metrics"] = new JsonArray([
            .. runs.SelectMany(run => run.Metrics)
                .Select(metric => metric.Id)
                .OfType<long>()
                .Distinct()
                .Select(metric => JsonValue.Create(metric)),
        ]);
        var replays = new JsonArray();
        foreach (var same in runs.GroupBy(run => (run.PersonalityId, run.TestProfileId)))
        {
            foreach (var (index, run) in same.OrderBy(run => run.Id).Index())
            {
                replays.Add((JsonNode)Replay(run, index + 1));
            }
        }

        entry["replay"] = replays;
        Add(_scenarios, id, entry);
    }

    private JsonObject Replay(Run run, int repetition)
    {
        var json = redacted(run.Source)!.AsObject();
        var replay = new JsonObject();
        if (run.PersonalityId is { } personality)
        {
            Add(
                _personalities,
                personality,
                new() { ["id"] = personality, ["name"] = run.PersonalityName ?? $"Personality {personality}" }
            );
            replay["personality"] = personality;
        }

        if (run.TestProfileId is { } profile)
        {
            var data = json["test_profile_data"] as JsonObject;
            Add(
                _profiles,
                profile,
                new()
                {
                    ["id"] = profile,
                    ["name"] = run.TestProfileName ?? data?["name"]?.ToString() ?? $"Test profile {profile}",
                    ["information"] = data?["information"]?.DeepClone() ?? new JsonObject(),
                }
            );
            replay["test_profile"] = profile;
        }

        replay["repetition"] = repetition;
        replay["status"] = run.Status.ToString().ToLowerInvariant();
        replay["ended_reason"] = Redacted(run.EndedReason) ?? "";
        Put(replay, "error_message", JsonValue.Create(Redacted(run.ErrorMessage)));
        if (run.Duration is { } duration)
        {
            replay["duration_seconds"] = duration.TotalSeconds;
        }

        Put(replay, "success", run.Success is { } success ? JsonValue.Create(success) : null);
        replay["metrics"] = (json["evaluation"] as JsonObject)?["metrics"] is JsonArray metrics ? metrics.DeepClone() : new JsonArray();
        Put(
            replay,
            "expected_outcome",
            json["expected_outcome"] is JsonObject outcome && Array.Exists(Evaluated, outcome.ContainsKey) ? outcome.DeepClone() : null
        );
        Put(replay, "rubric", (json["rubric"] as JsonArray)?.DeepClone());
        Put(replay, "critical_categories", (json["critical_categories"] as JsonArray)?.DeepClone());
        if (run.EvaluationStatus is EvaluationStatus.ReviewedSuccess or EvaluationStatus.ReviewedFailure)
        {
            replay["review"] = new JsonObject
            {
                ["success"] = run.EvaluationStatus == EvaluationStatus.ReviewedSuccess,
                ["feedback"] = Redacted(run.Feedback) ?? "",
            };
        }

        replay["turns"] = new JsonArray([.. run.TranscriptTurns.Zip(Raw(json)).Select(pair => Turn(pair.First, pair.Second))]);
        return replay;
    }

    private JsonObject Turn(TranscriptTurn turn, JsonNode? raw)
    {
        var json = new JsonObject
        {
            ["role"] = turn.Role switch
            {
                SpeakerRole.Agent => TurnRole.Agent,
                SpeakerRole.ToolCall => TurnRole.ToolCall,
                SpeakerRole.ToolResult => TurnRole.ToolResult,
                _ => TurnRole.Caller,
            },
            ["content"] = (raw as JsonObject)?["content"] is JsonValue content ? content.ToString() : "",
            ["start_time"] = Math.Max(0, turn.Start?.TotalSeconds ?? 0),
            ["end_time"] = Math.Max(0, (turn.End ?? turn.Start)?.TotalSeconds ?? 0),
        };
        if ((raw as JsonObject)?["data"] is JsonObject data)
        {
            json["data"] = new JsonObject(data.Select(field => KeyValuePair.Create(field.Key, WithinText(field.Value))));
        }

        return json;
    }

    // Arguments and results are JSON in a text, whose fields have names as well.
    private JsonNode? WithinText(JsonNode? field)
    {
        if (field is not JsonValue value || !value.TryGetValue<string>(out var text) || text.TrimStart() is not ['{' or '[', ..])
        {
            return field?.DeepClone();
        }

        try
        {
            var clean = redacted(JsonElement.Parse(text, new() { AllowDuplicateProperties = false }));
            return JsonNode.DeepEquals(clean, JsonNode.Parse(text)) ? field.DeepClone() : JsonValue.Create(clean!.ToJsonString());
        }
        catch (JsonException)
        {
            // No JSON, or a key that stands twice: nothing is known of its fields.
            return Redaction.IsSecretName(text) ? JsonValue.Create(Redaction.Mark) : field.DeepClone();
        }
    }

    private static IEnumerable<JsonNode?> Raw(JsonObject json) => json["transcript_object"] as JsonArray ?? [];

    private string? Redacted(string? text) =>
        string.IsNullOrEmpty(text) ? null : redacted(JsonSerializer.SerializeToElement(text))?.ToString();

    // The scenario's own caller, where it was recorded: else requests without one would find nothing.
    private static JsonValue? Own(JsonElement? scenario, string key, List<long> recorded)
    {
        var own =
            scenario is { ValueKind: JsonValueKind.Object } known
            && known.TryGetProperty(key, out var value)
            && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out var id)
            && recorded.Contains(id)
                ? id
                : recorded.Cast<long?>().FirstOrDefault();
        return own is { } chosen ? JsonValue.Create(chosen) : null;
    }

    private JsonObject Picked(JsonElement? source, IEnumerable<string> keys, JsonObject entry)
    {
        if (source is { ValueKind: JsonValueKind.Object } known && redacted(known) is JsonObject json)
        {
            foreach (var key in keys.Where(key => json[key] is not null))
            {
                entry[key] = json[key]!.DeepClone();
            }
        }

        return entry;
    }

    private static void Add(JsonArray section, long id, JsonObject entry)
    {
        if (!section.Any(known => known!["id"]!.GetValue<long>() == id))
        {
            section.Add((JsonNode)entry);
        }
    }

    private static void Put(JsonObject json, string key, JsonNode? value)
    {
        if (value is not null)
        {
            json[key] = value;
        }
    }
}
