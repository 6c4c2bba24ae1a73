using System.Text.Json;

namespace Cekura.Client;

/// <summary>Reads the plan of a test suite; only its totals, the rest repeats the suite.</summary>
internal static class SuitePlanReader
{
    public static SuitePlan Read(JsonElement json)
    {
        // "valid" alone is an answer too: validate_scenarios_json is in no published schema.
        var plan = json.Field("plan") ?? json;
        return new()
        {
            Valid = (json.Field("valid") is { } valid ? OptionalFlagConverter.FlagOf(valid) : null) ?? true,
            ScenarioCount = Count(plan, "scenario_count"),
            TotalRuns = Count(plan, "total_runs"),
            EstimatedCost =
                plan.Field("estimated_cost") is { } cost && Numbers.Of(cost) is { } amount and >= 0 and <= (double)long.MaxValue
                    ? (decimal)amount
                    : null,
        };
    }

    private static int? Count(JsonElement plan, string name) =>
        plan.Field(name) is { } count && Numbers.Of(count) is { } number and >= 0 and <= int.MaxValue ? (int)number : null;
}
