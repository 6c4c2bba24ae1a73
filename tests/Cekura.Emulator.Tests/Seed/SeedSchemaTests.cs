using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Tests.Seed;

/// <summary>
/// The reader and <c>cekura.seed.schema.json</c> say the same: neither knows a key that the other does not, and each refuses what the other
/// refuses.
/// </summary>
public sealed class SeedSchemaTests
{
    private static readonly JsonObject Schema = JsonNode
        .Parse(File.ReadAllText(InRepository("src", "Cekura.TestAdapter", "schemas", "cekura.seed.schema.json")))!
        .AsObject();

    // What a schema cannot see.
    private static readonly HashSet<string> BeyondSchemas =
    [
        SeedCode.UnknownId,
        SeedCode.IdTaken,
        SeedCode.Expression,
        SeedCode.Script,
        SeedCode.UnknownCondition,
        SeedCode.PassVariable,
        SeedCode.NotJson,
        SeedCode.HalfCharacter,
        SeedCode.ModelPrice,
    ];

    // Everything that a seed can say, each key once.
    private const string Whole = """
        { "$schema": "cekura.seed.schema.json", "project": 742, "organization": 7,
          "agents": [ { "id": 12, "agent_name": "Front desk", "websocket_url": "ws://127.0.0.1:{port}/chat", "websocket_headers": { "A": "b" }, "websocket_secret": "s",
            "agent_gives_first_message": true, "dials": true, "dial_window_seconds": 60, "assistant_id": "a", "contact_number": "+1", "inbound": true, "enabled_personalities": [3],
            "launch": { "command": "node", "args": ["a"], "working_directory": "w", "environment": { "A": "b" }, "pass_variables": ["CEKURA_API_KEY"], "ready_url": "http://127.0.0.1:{port}/", "timeout_seconds": 30 } } ],
          "personalities": [ { "id": 3, "name": "Calm", "style": "plain", "message_plan": { "idle_timeout_seconds": 10, "idle_message_max_spoken_count": 3 }, "end_call_enabled": true } ],
          "test_profiles": [ { "id": 20, "name": "Maria", "agent": 12, "information": { "name": "Maria" } } ],
          "metrics": [
            { "id": 55, "name": "One", "slug": "one", "agents": [12], "eval_type": "binary", "vocera_defined_metric_code": "c", "function_name": "f", "only_if": { "max_turns": 3 },
              "rule": { "agent_says": "a", "agent_never_says": "b", "tool_called": { "name": "t", "arguments": { "a": 1 } }, "max_latency_ms": 5, "max_turns": 9, "ended_by": "agent", "all": [ { "max_turns": 1 } ], "any": [ { "max_turns": 1 } ], "not": { "max_turns": 1 } } },
            { "id": 60, "name": "Two", "eval_type": "numeric", "measure": "latency_p95" },
            { "id": 62, "name": "Three", "eval_type": "enum", "classify": [ { "value": "a", "rule": { "max_turns": 1 } }, { "value": "b" } ] } ],
          "scenarios": [
            { "id": 101, "name": "Book", "agent": 12, "personality": 3, "test_profile": 20, "scenario_type": "conditional_actions", "instructions": "x", "first_message": "x", "tags": ["a"], "folder_path": "f", "metrics": [55],
              "tool_ids": ["t"], "max_duration": 60, "expected_outcome_prompt": "x", "optional_conditions": [1],
              "conditional_actions": { "role": "r", "conditions": [
                { "id": 0, "condition": "FIRST_MESSAGE", "action": "Hello", "type": "standard", "fixed_message": true },
                { "id": 1, "condition": "/a/i", "action": "b", "type": "standard", "fixed_message": true, "optional": true },
                { "id": 2, "condition": 1, "action": "b", "type": "action_followup", "fixed_message": true } ] },
              "outcomes": [ { "text": "t", "rule": { "max_turns": 1 }, "needs_condition": 1, "critical": true, "category_id": 4, "category": "c" } ] },
            { "id": 102, "name": "Canned", "instructions": "i", "replay": { "turns": [ { "role": "Main Agent", "content": "c", "time": "0", "start_time": 1, "end_time": 2, "data": {} } ], "status": "completed",
              "duration_seconds": 1, "delay_ms": 1, "evaluating_ms": 1, "success": true, "metrics": [ {} ], "expected_outcome": {}, "ended_reason": "e", "error_message": "m", "voice_recording_url": "u", "trace": { "resourceSpans": [] } } } ],
          "rubric": [ { "metric": 60, "field": "score", "op": "lte", "value": 2000 }, { "metric": 62, "op": "in", "value": ["a"] }, { "metric": 62, "op": "eq", "value": "a" } ],
          "faults": [ { "match": { "method": "GET", "path": "/runs/" }, "after": 2, "times": 1, "do": "status:503", "retry_after": 1 } ],
          "limits": { "concurrent_runs": 4, "starts_per_second": 10, "balance": 50, "price_per_run": 0.25 },
          "model": { "url": "http://localhost:11434/v1", "key_variable": "MY_KEY", "caller": "tiny", "judge": "wise", "judge_samples": 3, "max_calls": 100, "max_cost": 1.5,
            "prices": { "tiny": { "input": 0.1, "output": 0.2 }, "wise": { "input": 1, "output": 2 } }, "concurrency": 2, "timeout_seconds": 60, "volatile": ["[0-9]+"], "cassettes": "c" } }
        """;

    public static TheoryData<string, string> Objects =>
        new()
        {
            { "", "" },
            { "launch", "agents[0].launch" },
            { "rule", "metrics[0].rule" },
            { "outcome", "scenarios[0].outcomes[0]" },
            { "replay", "scenarios[1].replay" },
            { "turn", "scenarios[1].replay.turns[0]" },
            { "rubric", "rubric[0]" },
            { "fault", "faults[0]" },
            { "limits", "limits" },
            { "model", "model" },
            { "model_price", "model.prices.tiny" },
            { "fault/match", "faults[0].match" },
            { "metric/classify", "metrics[2].classify[0]" },
            { "rule/tool_called", "metrics[0].rule.tool_called" },
        };

    [Theory]
    [MemberData(nameof(Objects))]
    public void The_reader_and_the_schema_know_the_same_keys(string definition, string path)
    {
        var seed = JsonNode.Parse(Whole)!;
        At(seed, path)["qqqqqqqqqqqqqqqqqqqqqqqq"] = 1;
        var error = Assert.Throws<EmulatorSeedException>(() => Read(seed.ToJsonString()));
        var told = error
            .Problem[(error.Problem.IndexOf("Known: ", StringComparison.Ordinal) + "Known: ".Length)..]
            .TrimEnd('.')
            .Split(", ");

        var known = Keys(definition);

        Assert.Equal(SeedCode.UnknownKey, error.Code);
        Assert.Equal(told.Union(definition == "rule/tool_called" ? ["times", "at_most"] : []).Order(), known.Order());
    }

    [Fact]
    public void Our_keys_in_the_service_s_shapes_are_in_the_schema_and_what_the_schema_has_is_known()
    {
        Check("agent", AgentReader.OurKeys, AgentReader.ServiceKeys);
        Check("personality", PersonalityReader.OurKeys, PersonalityReader.ServiceKeys);
        Check("metric", MetricReader.OurKeys, MetricReader.ServiceKeys);
        Check("scenario", ScenarioReader.OurKeys, ScenarioReader.ServiceKeys);

        static void Check(string definition, IReadOnlyList<string> ours, IReadOnlyList<string> service)
        {
            var keys = Keys(definition);
            Assert.Empty(ours.Except(keys));
            Assert.Empty(keys.Except(ours).Except(service));
        }
    }

    [Fact]
    public void Both_say_the_same_of_every_seed()
    {
        var judge = new SchemaJudge(Schema);
        Assert.Equal((null, null), (judge.Judge(Parsed(Whole)), Disagreement(Whole, schema: null)));
        var seeds = Mutants().Select(seed => (Seed: seed, Schema: judge.Judge(Parsed(seed)))).ToList();

        var disagreements = seeds.Select(seed => Disagreement(seed.Seed, seed.Schema)).OfType<string>().ToList();

        Assert.True(disagreements.Count == 0, string.Join('\n', disagreements.Take(20)));
        Assert.InRange(seeds.Count(seed => seed.Schema is null), 200, seeds.Count);
        Assert.InRange(seeds.Count(seed => seed.Schema is not null), 500, seeds.Count);
    }

    [Fact]
    public void All_errors_of_a_section_are_told_together()
    {
        var seed = JsonNode.Parse(Whole)!;
        At(seed, "metrics[1]")["measure"] = "x";
        At(seed, "metrics[0]").AsObject().Remove("name");

        var error = Assert.Throws<EmulatorSeedException>(() => Read(seed.ToJsonString()));

        Assert.Equal(
            $"{SeedCode.MissingKey} {SeedCode.UnknownWord}",
            string.Join(' ', error.Others.Prepend(error).Select(one => one.Code))
        );
    }

    private static string? Disagreement(string seed, string? schema)
    {
        string? ours = null;
        try
        {
            Read(seed);
        }
        catch (EmulatorSeedException e)
            when (e
                    .Others.Append(e)
                    .All(error =>
                        BeyondSchemas.Contains(error.Code!)
                        || error.Problem.Contains("needs \"agent\"", StringComparison.Ordinal)
                        || error.Problem.Contains("needs \"conditional_actions\"", StringComparison.Ordinal)
                        || error.Problem.Contains("{port}", StringComparison.Ordinal)
                    )
            )
        {
            return null;
        }
        catch (EmulatorSeedException e)
        {
            ours = e.Message;
        }

        return ours is null == schema is null ? null : $"reader: {ours ?? "fine"}; schema: {schema ?? "fine"}";
    }

    // Each value in turn is taken out, becomes something else, and gets an unknown key.
    private static IEnumerable<string> Mutants()
    {
        JsonNode?[] others = [null, true, 0, -1, 1.5, "", "x", new JsonArray(), new JsonObject()];
        foreach (var path in Paths(JsonNode.Parse(Whole)!, "").ToList())
        {
            foreach (var other in others)
            {
                var seed = JsonNode.Parse(Whole)!;
                Replace(seed, path, other?.DeepClone());
                yield return seed.ToJsonString();
            }

            var without = JsonNode.Parse(Whole)!;
            Remove(without, path);
            yield return without.ToJsonString();
        }
    }

    private static IEnumerable<string> Paths(JsonNode node, string path) =>
        node switch
        {
            JsonObject fields => fields.SelectMany(field =>
                Paths(field.Value!, path.Length == 0 ? field.Key : $"{path}.{field.Key}")
                    .Prepend(path.Length == 0 ? field.Key : $"{path}.{field.Key}")
            ),
            JsonArray items => items.SelectMany((item, i) => Paths(item!, $"{path}[{i}]").Prepend($"{path}[{i}]")),
            _ => [],
        };

    private static JsonNode At(JsonNode root, string path) =>
        path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(root, (node, step) =>
                node is JsonArray items ? items[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : node[step]!
            );

    private static void Replace(JsonNode root, string path, JsonNode? value)
    {
        var node = At(root, path);
        if (node.Parent is JsonArray items)
        {
            items[items.IndexOf(node)] = value;
        }
        else
        {
            node.Parent!.AsObject()[node.GetPropertyName()] = value;
        }
    }

    private static void Remove(JsonNode root, string path)
    {
        var node = At(root, path);
        if (node.Parent is JsonArray items)
        {
            items.Remove(node);
        }
        else
        {
            node.Parent!.AsObject().Remove(node.GetPropertyName());
        }
    }

    private static List<string> Keys(string definition)
    {
        JsonNode node = Schema;
        foreach (var (step, i) in definition.Split('/', StringSplitOptions.RemoveEmptyEntries).Select((step, i) => (step, i)))
        {
            node = i == 0 ? Schema["$defs"]![step]! : node["properties"]![step]!;
            node = node["items"] ?? node;
        }

        return [.. node["properties"]!.AsObject().Select(property => property.Key)];
    }

    private static void Read(string seed) => EmulatorSeed.Parse(Encoding.UTF8.GetBytes(seed), "my.seed.json");

    private static JsonElement Parsed(string seed)
    {
        using var document = JsonDocument.Parse(seed);
        return document.RootElement.Clone();
    }

    private static string InRepository(params string[] path)
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Cekura.TestAdapter.sln")))
        {
            directory = directory.Parent!;
        }

        return Path.Combine([directory.FullName, .. path]);
    }
}
