using System.Text.Json.Nodes;
using Cekura.Manifests.Modes;

namespace Cekura.Runs.Plan;

/// <summary>From a batch to the fields of its start request, by the shape that its mode has (contract, section 6).</summary>
internal static class StartBody
{
    private const string ConcurrencyLimit = "concurrency_limit";

    public static JsonObject Of(StartBatch batch, string name, int? concurrencyLimit)
    {
        var mode = ModeTable.Find(batch.Mode)!;
        var body = mode.Part(batch.Options, OptionPlace.Request);
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

    private static JsonArray Scenarios(Mode mode, StartBatch batch)
    {
        if (!mode.TakesScenarioEntries)
        {
            return Ids(batch.ScenarioIds);
        }

        var entries = batch.Cases.DistinctBy(scenarioCase => scenarioCase.ScenarioId).Select(scenarioCase =>
        {
            var entry = mode.Part(scenarioCase.Options, OptionPlace.ScenarioEntry);
            entry["scenario"] = scenarioCase.ScenarioId;
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
