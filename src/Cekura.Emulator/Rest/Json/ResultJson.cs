using System.Text.Json;
using Cekura.Emulator.State;
using Cekura.Emulator.Text;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Rest.Json;

/// <summary>
/// The forms of a result: <c>GET results/{id}/</c>, an entry of <c>GET results/</c>, the answer to <c>POST scenarios/run_scenarios…/</c>.
/// </summary>
internal static class ResultJson
{
    public static void Detail(Utf8JsonWriter json, EmulatedResult result)
    {
        var tally = new Tally(result);
        var (status, channel) = (result.Status, result.Order.Channel);
        json.WriteStartObject();
        json.WriteNumber("id"u8, result.Id);
        json.WriteString("name"u8, result.Order.Name);
        json.WriteNumber("agent"u8, result.Agent.Id);
        json.WriteString("agent_name"u8, result.Agent.Name);
        json.WriteNull("agent_version"u8);
        json.WriteString("status"u8, status);
        json.WriteNumber("met_expected_outcome_count"u8, tally.MetExpectedOutcome);
        json.WriteNumber("total_expected_outcome_count"u8, tally.WithExpectedOutcome);
        json.WriteNumber("success_rate"u8, tally.SuccessRate);
        json.WriteBoolean("run_as_text"u8, channel.IsText);
        json.WriteBoolean("is_cronjob"u8, false);
        json.WriteStartObject("runs"u8);
        foreach (var run in result.Runs)
        {
            json.WritePropertyName($"{run.Id}");
            RunJson.InResult(json, run);
        }

        json.WriteEndObject();
        json.WriteNull("overall_evaluation"u8);
        json.WriteString("total_duration"u8, Spelling.Duration(tally.Duration));
        Counts(json, result, tally);
        Ids(json, "connected_runs"u8, tally.Connected);
        Ids(json, "not_connected_runs"u8, tally.NotConnected);
        json.WriteNull("failed_infrastructure_runs"u8);
        Ids(json, "failed_workflow_runs"u8, tally.FailedChecks);
        Ids(json, "successful_calls"u8, tally.Passed);
        Scenarios(json, result);
        json.WriteEmptyArray("critical_categories"u8);
        json.WriteEmptyArray("metrics"u8);
        json.WriteEmptyObject("runs_by_tags"u8);
        json.WriteEmptyObject("latency_data"u8);
        json.WriteNull("failed_reasons"u8);
        json.WriteNull("ai_summary"u8);
        json.WriteString(
            "ai_summary_status"u8,
            RunStatus.IsTerminal(status) && tally.Passed.Count == result.Runs.Count ? "skipped_no_failures" : "pending"
        );
        json.WriteNull("next_steps"u8);
        json.WriteNull("path_coverage"u8);
        json.WriteEmptyArray("performance_metrics"u8);
        json.WriteString("run_type"u8, channel.RunType);
        json.Put("run_settings"u8, result.Order.Settings);
        Times(json, result);
        json.WriteEndObject();
    }

    public static void ListEntry(Utf8JsonWriter json, EmulatedResult result)
    {
        var tally = new Tally(result);
        json.WriteStartObject();
        json.WriteNumber("id"u8, result.Id);
        json.WriteString("name"u8, result.Order.Name);
        json.WriteNumber("agent"u8, result.Agent.Id);
        json.WriteString("agent_name"u8, result.Agent.Name);
        json.WriteString("status"u8, result.Status);
        json.WriteBoolean("run_as_text"u8, result.Order.Channel.IsText);
        json.WriteBoolean("is_cronjob"u8, false);
        json.WriteNumber("met_expected_outcome_count"u8, tally.MetExpectedOutcome);
        json.WriteNumber("total_expected_outcome_count"u8, tally.WithExpectedOutcome);
        Counts(json, result, tally);
        Scenarios(json, result);
        json.WriteString("run_type"u8, result.Order.Channel.RunType);
        json.WriteNull("agent_version"u8);
        Times(json, result);
        json.WriteBoolean("agent_inbound"u8, result.Agent.Inbound);
        json.WriteNumber("success_rate"u8, tally.SuccessRate);
        json.WriteStartArray("runs"u8);
        foreach (var run in result.Runs)
        {
            json.WriteStartObject();
            json.WriteNumber("id"u8, run.Id);
            json.WriteString("status"u8, run.State.Status);
            json.WriteNumber("scenario"u8, run.Scenario.Id);
            json.WriteString("scenario_name"u8, run.Scenario.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Started(Utf8JsonWriter json, EmulatedResult result)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, result.Id);
        json.WriteString("name"u8, result.Order.Name);
        json.WriteNumber("agent"u8, result.Agent.Id);
        json.WriteBoolean("agent_inbound"u8, result.Agent.Inbound);
        json.WriteString("status"u8, result.Status);
        json.WriteNumber("success_rate"u8, 0.0);
        json.WriteBoolean("run_as_text"u8, result.Order.Channel.IsText);
        json.WriteBoolean("is_cronjob"u8, false);
        json.WriteStartArray("runs"u8);
        foreach (var run in result.Runs)
        {
            RunJson.Started(json, run);
        }

        json.WriteEndArray();
        Times(json, result);
        json.WriteEndObject();
    }

    private static void Counts(Utf8JsonWriter json, EmulatedResult result, Tally tally)
    {
        json.WriteNumber("total_runs_count"u8, result.Runs.Count);
        json.WriteNumber("completed_runs_count"u8, tally.Completed.Count);
        json.WriteNumber("success_runs_count"u8, tally.Passed.Count);
        json.WriteNumber("failed_runs_count"u8, tally.FailedChecks.Count);
    }

    private static void Times(Utf8JsonWriter json, EmulatedResult result)
    {
        json.WriteString("created_at"u8, Spelling.Timestamp(result.CreatedAt));
        json.WriteString("updated_at"u8, Spelling.Timestamp(result.UpdatedAt));
    }

    private static void Ids(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<EmulatedRun> runs)
    {
        json.WriteStartArray(name);
        foreach (var run in runs)
        {
            json.WriteNumberValue(run.Id);
        }

        json.WriteEndArray();
    }

    private static void Scenarios(Utf8JsonWriter json, EmulatedResult result)
    {
        json.WriteStartArray("scenarios"u8);
        foreach (var scenario in result.Runs.Select(run => run.Scenario).DistinctBy(scenario => scenario.Id))
        {
            json.WriteStartObject();
            json.WriteNumber("id"u8, scenario.Id);
            json.WriteString("name"u8, scenario.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
