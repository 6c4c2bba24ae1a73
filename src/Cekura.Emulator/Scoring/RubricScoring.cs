using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Emulator.Seed;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Scoring;

/// <summary>
/// Makes <c>rubric</c> of <c>GET runs/{id}/</c>: one entry for each metric with rules that has a value. Metrics without a value are
/// skipped.
/// </summary>
internal static class RubricScoring
{
    public static JsonArray Score(IReadOnlyList<RubricRule> rules, JsonArray metrics)
    {
        var entries = new JsonArray();
        foreach (var metric in metrics.OfType<JsonObject>())
        {
            var own = rules.Where(rule => LooseComparison.Matches(rule.Metric.Id, metric["id"])).ToList();
            if (own.Count > 0 && own.TrueForAll(rule => metric[rule.Field] is not null))
            {
                entries.Add((JsonNode)Entry(own, metric));
            }
        }

        return entries;
    }

    public static bool AllPassed(JsonArray rubric) => rubric.All(entry => entry!["passed"]!.GetValue<bool>());

    private static JsonObject Entry(List<RubricRule> rules, JsonObject metric) =>
        new()
        {
            ["metric_id"] = rules[0].Metric.Id,
            ["metric_name"] = rules[0].Metric.Name,
            ["value"] = metric[rules[0].Field]!.DeepClone(),
            ["explanation"] = metric["explanation"] is JsonArray lines
                ? lines.DeepClone()
                : new JsonArray(metric["explanation"]?.DeepClone()),
            ["passed"] = rules.TrueForAll(rule => Holds(rule, metric[rule.Field]!)),
            ["conditions"] = string.Join(" and ", rules.Select(Words)),
            ["expected_conditions"] = new JsonObject
            {
                ["operator"] = "and",
                ["conditions"] = new JsonArray([
                    .. rules.Select(rule => new JsonObject
                    {
                        ["field"] = rule.Field,
                        ["op"] = rule.Op,
                        ["value"] = rule.Value.ToNode(),
                    }),
                ]),
            },
        };

    private static bool Holds(RubricRule rule, JsonNode value) =>
        rule.Op switch
        {
            "eq" => LooseComparison.Matches(rule.Value.ToNode(), value),
            "in" => rule.Value.EnumerateArray().Any(item => LooseComparison.Matches(item.ToNode(), value)),
            "gte" => Number(value) >= rule.Value.GetDouble(),
            _ => Number(value) <= rule.Value.GetDouble(),
        };

    // A text compares with no number: NaN makes both comparisons false.
    private static double Number(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.Number ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : double.NaN;

    private static string Words(RubricRule rule) =>
        rule.Op == "in"
            ? $"{rule.Field} in [{string.Join(", ", rule.Value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? $"'{item}'" : item.ToString()))}]"
            : $"{rule.Field} {rule.Op} {rule.Value}";
}
