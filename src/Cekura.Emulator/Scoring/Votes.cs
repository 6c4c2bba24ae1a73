using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Emulator.Seed;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Scoring;

/// <summary>Scores as people say that they should have been.</summary>
internal static class Votes
{
    private const double Met = 100;
    private const double Pass = 5;

    /// <summary>
    /// The score with this value for a metric: a label of an enum metric, else a score; <c>true</c> and <c>false</c> are a pass and a fail.
    /// </summary>
    public static Score WithValue(Score score, JsonObject metric, JsonNode value)
    {
        var entry = metric.DeepClone().AsObject();
        var type = metric["type"]?.ToString() ?? "";
        if (type == "enum")
        {
            (entry["enum"], entry["value"]) = (value.DeepClone(), value.DeepClone());
            return score.With(entry);
        }

        entry["score"] = value.GetValueKind() switch
        {
            JsonValueKind.True => Pass,
            JsonValueKind.False => 0,
            _ => value.DeepClone(),
        };
        if (type.StartsWith("binary", StringComparison.Ordinal))
        {
            var passes = LooseComparison.Matches(Pass, entry["score"]);
            entry["score_normalized"] = passes ? 1 : 0;
            if (entry.ContainsKey("passed"))
            {
                entry["passed"] = passes;
            }
        }

        return score.With(entry);
    }

    /// <summary>
    /// The score with the other answer to whether the outcome is met, in the built-in metric as well. What could not be judged becomes met.
    /// </summary>
    public static Score WithOppositeOutcome(Score score)
    {
        var met = score.MetExpectedOutcome != true;
        var outcome = score.ExpectedOutcome?.DeepClone().AsObject() ?? [];
        outcome["score"] = met ? Met : 0;
        var changed = score with { ExpectedOutcome = outcome };
        var builtIn = score
            .Metrics.OfType<JsonObject>()
            .FirstOrDefault(metric => metric["vocera_defined_metric_code"]?.ToString() == Metric.ExpectedOutcomeCode);
        return builtIn is null ? changed : WithValue(changed, builtIn, met);
    }

    /// <summary>The score with a critical deviation marked; null when there is none of this category.</summary>
    public static Score? WithMark(Score score, long category, bool wrong)
    {
        var categories = score.CriticalCategories.DeepClone().AsArray();
        var found = categories.OfType<JsonObject>().Where(entry => LooseComparison.Matches(category, entry["category_id"])).ToList();
        found.ForEach(entry => entry["wrongly_marked"] = wrong);
        return found.Count == 0 ? null : score with { CriticalCategories = categories };
    }
}
