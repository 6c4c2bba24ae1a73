using System.Text.Json.Nodes;
using Cekura.Emulator.State;

namespace Cekura.Emulator.Rest.Json;

/// <summary>The forms of a result: detail, list entry, answer to a start (contract, sections 6.2 and 8).</summary>
internal static class ResultJson
{
    public static JsonObject Detail(EmulatedResult result)
    {
        var tally = new Tally(result);
        return new()
        {
            ["id"] = result.Id,
            ["name"] = result.Order.Name,
            ["agent"] = result.Agent.Id,
            ["agent_name"] = result.Agent.Name,
            ["agent_version"] = null,
            ["status"] = result.Status,
            ["met_expected_outcome_count"] = tally.MetExpectedOutcome,
            ["total_expected_outcome_count"] = tally.WithExpectedOutcome,
            // A percentage here, a fraction in lists and starts (discrepancy D5).
            ["success_rate"] = Math.Round(tally.SuccessRate * 100, 2),
            ["run_as_text"] = result.Order.Channel.IsText,
            ["is_cronjob"] = false,
            ["runs"] = new JsonObject(result.Runs.Select(run => KeyValuePair.Create($"{run.Id}", (JsonNode?)RunJson.InResult(run)))),
            ["overall_evaluation"] = null,
            ["total_duration"] = Spelling.Duration(tally.Duration),
            ["total_runs_count"] = result.Runs.Count,
            ["completed_runs_count"] = tally.Completed.Count,
            ["success_runs_count"] = tally.Passed.Count,
            ["failed_runs_count"] = tally.FailedChecks.Count,
            ["connected_runs"] = Ids(tally.Connected),
            ["not_connected_runs"] = Ids(tally.NotConnected),
            ["failed_infrastructure_runs"] = null,
            ["failed_workflow_runs"] = Ids(tally.FailedChecks),
            ["successful_calls"] = Ids(tally.Passed),
            ["scenarios"] = Scenarios(result),
            ["critical_categories"] = new JsonArray(),
            ["metrics"] = new JsonArray(),
            ["runs_by_tags"] = new JsonObject(),
            ["latency_data"] = new JsonObject(),
            ["failed_reasons"] = null,
            ["ai_summary"] = null,
            ["ai_summary_status"] = RunStatus.IsTerminal(result.Status) && tally.Passed.Count == result.Runs.Count ? "skipped_no_failures" : "pending",
            ["next_steps"] = null,
            ["path_coverage"] = null,
            ["performance_metrics"] = new JsonArray(),
            ["run_type"] = result.Order.Channel.RunType,
            ["run_settings"] = result.Order.Settings.DeepClone(),
            ["created_at"] = Spelling.Timestamp(result.CreatedAt),
            ["updated_at"] = Spelling.Timestamp(result.UpdatedAt),
        };
    }

    public static JsonObject ListEntry(EmulatedResult result)
    {
        var tally = new Tally(result);
        return new()
        {
            ["id"] = result.Id,
            ["name"] = result.Order.Name,
            ["agent"] = result.Agent.Id,
            ["agent_name"] = result.Agent.Name,
            ["status"] = result.Status,
            ["run_as_text"] = result.Order.Channel.IsText,
            ["is_cronjob"] = false,
            ["met_expected_outcome_count"] = tally.MetExpectedOutcome,
            ["total_expected_outcome_count"] = tally.WithExpectedOutcome,
            ["total_runs_count"] = result.Runs.Count,
            ["completed_runs_count"] = tally.Completed.Count,
            ["success_runs_count"] = tally.Passed.Count,
            ["failed_runs_count"] = tally.FailedChecks.Count,
            ["scenarios"] = Scenarios(result),
            ["run_type"] = result.Order.Channel.RunType,
            ["agent_version"] = null,
            ["created_at"] = Spelling.Timestamp(result.CreatedAt),
            ["updated_at"] = Spelling.Timestamp(result.UpdatedAt),
            ["agent_inbound"] = result.Agent.Inbound,
            ["success_rate"] = Math.Round(tally.SuccessRate, 4),
            ["runs"] = new JsonArray([.. result.Runs.Select(run => new JsonObject
            {
                ["id"] = run.Id,
                ["status"] = run.State.Status,
                ["scenario"] = run.Scenario.Id,
                ["scenario_name"] = run.Scenario.Name,
            })]),
        };
    }

    public static JsonObject Started(EmulatedResult result) => new()
    {
        ["id"] = result.Id,
        ["name"] = result.Order.Name,
        ["agent"] = result.Agent.Id,
        ["agent_inbound"] = result.Agent.Inbound,
        ["status"] = result.Status,
        ["success_rate"] = 0.0,
        ["run_as_text"] = result.Order.Channel.IsText,
        ["is_cronjob"] = false,
        ["runs"] = new JsonArray([.. result.Runs.Select(RunJson.Started)]),
        ["created_at"] = Spelling.Timestamp(result.CreatedAt),
        ["updated_at"] = Spelling.Timestamp(result.UpdatedAt),
    };

    private static JsonArray Ids(IEnumerable<EmulatedRun> runs) => [.. runs.Select(run => JsonValue.Create(run.Id))];

    private static JsonArray Scenarios(EmulatedResult result) => [.. result.Runs
        .Select(run => run.Scenario)
        .DistinctBy(scenario => scenario.Id)
        .Select(scenario => new JsonObject { ["id"] = scenario.Id, ["name"] = scenario.Name })];
}
