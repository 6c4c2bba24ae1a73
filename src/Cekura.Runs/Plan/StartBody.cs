using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Client;
using Cekura.Manifests.Modes;

namespace Cekura.Runs.Plan;

/// <summary>From a batch to the body of its start request, by the shape that its mode has.</summary>
internal static class StartBody
{
    private const string ConcurrencyLimit = "concurrency_limit";

    /// <exception cref="CekuraConfigurationException">The batch cannot be sent as it is.</exception>
    public static JsonObject Of(StartBatch batch, string name, int? concurrencyLimit)
    {
        if (batch.IsSuite)
        {
            return SuiteBody.Of(batch, name, concurrencyLimit);
        }

        var mode = ModeTable.Find(batch.Mode)!;
        var body = Sent(mode, batch.Options, OptionPlace.Request);
        body["scenarios"] = Scenarios(mode, batch);
        body["frequency"] = batch.Frequency;
        if (mode.TakesName)
        {
            body["name"] = name;
        }

        if (batch.AgentId is { } agent)
        {
            body[mode.AgentField] = agent;
        }

        if (concurrencyLimit is not null && mode.Find(ConcurrencyLimit) is not null)
        {
            body[ConcurrencyLimit] = concurrencyLimit;
        }

        AddIds(body, "personality_ids", batch.PersonalityIds);
        AddIds(body, "test_profile_ids", batch.TestProfileIds);
        return body;
    }

    /// <summary>
    /// The options that go to one place, as they are sent: of an object its known fields in the order of the mode table, and nothing that
    /// is null.
    /// </summary>
    public static JsonObject Sent(Mode mode, JsonObject? options, OptionPlace place)
    {
        var part = mode.Part(options, place);
        foreach (var field in mode.Options)
        {
            if (part[field.Name] is { } value)
            {
                part[field.Name] = Sent(field.Type, value);
            }
        }

        return part;
    }

    private static JsonNode Sent(OptionType type, JsonNode value) =>
        (type, value) switch
        {
            (ObjectOption { Fields: var fields }, JsonObject section) => new JsonObject([
                .. fields
                    .Where(field => section[field.Name] is not null)
                    .Select(field => KeyValuePair.Create(field.Name, section[field.Name]?.DeepClone())),
            ]),

            // A manifest may spell an integer as 4.0.
            (IntegerOption, JsonValue number) when number.TryGetValue<JsonElement>(out var spelled) && !spelled.TryGetInt64(out _) =>
                JsonNode.Parse(((long)spelled.GetDouble()).ToString(CultureInfo.InvariantCulture))!,
            _ => value.DeepClone(),
        };

    private static JsonArray Scenarios(Mode mode, StartBatch batch)
    {
        if (!mode.TakesScenarioEntries)
        {
            return Ids(batch.ScenarioIds);
        }

        var entries = batch
            .Cases.DistinctBy(scenarioCase => scenarioCase.ScenarioId)
            .Select(scenarioCase =>
            {
                var entry = Sent(mode, scenarioCase.Options, OptionPlace.ScenarioEntry);
                entry.Insert(0, "scenario", scenarioCase.ScenarioId);
                return entry;
            });
        return [.. entries];
    }

    private static void AddIds(JsonObject body, string field, IReadOnlyList<long> ids)
    {
        if (ids.Count > 0)
        {
            body[field] = Ids(ids);
        }
    }

    private static JsonArray Ids(IReadOnlyList<long> ids) => [.. ids.Select(id => JsonValue.Create(id))];
}
