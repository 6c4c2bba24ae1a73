using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;

namespace Cekura.Emulator.Tests.Rest;

/// <summary>Every documented field is there, null included: clients of fakes break on missing fields more than on anything else.</summary>
public sealed class FieldTests
{
    private const string Start = "id name agent agent_inbound status success_rate run_as_text is_cronjob runs created_at updated_at";

    private const string StartRun =
        "id status scenario number inbound_number scenario_name test_profile_data outbound_dial_window_opens_at outbound_dial_window_seconds outbound_dial_window_closes_at";

    private const string Result =
        "id name agent agent_name agent_version status met_expected_outcome_count total_expected_outcome_count success_rate run_as_text is_cronjob runs "
        + "overall_evaluation total_duration total_runs_count completed_runs_count success_runs_count failed_runs_count connected_runs not_connected_runs "
        + "failed_infrastructure_runs failed_workflow_runs successful_calls scenarios critical_categories metrics runs_by_tags latency_data failed_reasons "
        + "ai_summary ai_summary_status next_steps path_coverage performance_metrics run_type run_settings created_at updated_at";

    private const string ResultRun =
        "id outbound_number expected_outcome success evaluation timestamp executed_at error_message status duration inbound_number scenario_name personality_name "
        + "evaluation_status is_reviewed transcript_object scenario call_id metadata voice_recording";

    private const string ResultListEntry =
        "id name agent agent_name status run_as_text is_cronjob met_expected_outcome_count total_expected_outcome_count total_runs_count completed_runs_count "
        + "success_runs_count failed_runs_count scenarios run_type agent_version created_at updated_at agent_inbound success_rate runs";

    private const string RunListEntry =
        "id provider_call_id trace_id scenario scenario_name personality personality_name result_id agent agent_name duration status evaluation_status "
        + "expected_outcome success timestamp executed_at metadata outbound_number inbound_number critical_categories error_message run_as_text agent_number "
        + "run_type agent_version outbound_dial_window_opens_at outbound_dial_window_seconds outbound_dial_window_closes_at metrics test_profile_name";

    private const string Run =
        "id provider_call_id trace_id scenario scenario_name scenario_type personality personality_name agent agent_name agent_version result_id result_name "
        + "expected_outcome_prompt expected_outcome evaluation rubric transcript transcript_object duration voice_recording_url email_id status evaluation_status "
        + "metadata success is_reviewed feedback timestamp executed_at outbound_number inbound_number critical_categories error_message scenario_instructions "
        + "run_as_text test_profile_data generated_mock_tool_entries mocked_tool_names provider_call_details agent_number testing_channel_index run_type "
        + "outbound_dial_window_opens_at outbound_dial_window_seconds outbound_dial_window_closes_at";

    private const string Scenario =
        "id name personality personality_name agent_name phone_number expected_outcome_prompt instructions scenario_language scenario_type tags agent "
        + "inbound_phone_number inbound_phone_number_data metrics metric_names first_message tool_ids test_profile test_profile_data dynamic_variable_values "
        + "created_at updated_at created_by last_updated_by folder_path";

    private const string Personality =
        "id project name prompt language accent background_noise voice_model voice_id interruption_level speed generation_config network_simulation message_plan "
        + "start_speaking_plan stop_speaking_plan background_sound_volume patronus_settings provider_agent_id end_call_enabled provider";

    private const string TestProfile =
        "id project agent agent_name name information created_by last_updated_by created_at updated_at scenarios";

    private const string Metric =
        "id slug project agents agent_names name description function_name type eval_type enum_values audio_enabled observability_enabled simulation_enabled "
        + "sampling_enabled prompt display_order evaluation_trigger";

    private const string AgentInShort =
        "id agent_name project organization contact_number inbound language created_at updated_at agent_gives_first_message";

    private const string Agent =
        AgentInShort
        + " description assistant_provider assistant_id websocket_url websocket_headers websocket_voice_url sip_endpoint enabled_personalities tools dropoff_nodes topic_nodes";

    [Fact]
    public async Task Of_runs_and_results_are_complete_at_every_time()
    {
        var going = new TaskCompletionSource();
        var over = new TaskCompletionSource();
        await using var bench = new EmulatorBench(
            Seeds.Clinic,
            new FakePlayer(
                async (_, _, _) =>
                {
                    going.SetResult();
                    await over.Task;
                    return FakePlayer.Talk(Turn.Agent("Hello"));
                }
            )
        );

        var started = await bench.StartAsync("""{ "scenarios": [101] }""");
        AssertFields(Start, started);
        AssertFields(StartRun, started["runs"]![0]);
        await going.Task;
        await AssertRunAndResultAsync(bench, started);
        over.SetResult();
        await bench.UntilAsync($"results/{started["id"]}/", result => result["status"]!.ToString() == "completed");
        await AssertRunAndResultAsync(bench, started);
    }

    [Fact]
    public async Task Of_the_workspace_are_complete()
    {
        await using var bench = new EmulatorBench(Seeds.Clinic);

        AssertFields(Scenario, (await bench.GetAsync("scenarios/"))["results"]![2]);
        AssertFields(
            $"{Scenario} generated_mock_tool_entries max_duration suite_type is_predefined information_fields project outbound_phone_number_data simulation_description",
            await bench.GetAsync("scenarios/103/")
        );
        AssertFields(Personality, (await bench.GetAsync("personalities/"))[0]);
        AssertFields(TestProfile, (await bench.GetAsync("test-profiles/?project_id=742"))[1]);
        AssertFields(Metric, (await bench.GetAsync("metrics/"))[1]);
        AssertFields(Agent, (await bench.GetAsync("aiagents/"))["results"]![1]);
        AssertFields(AgentInShort, (await bench.GetAsync("aiagents/short_list/"))["results"]![0]);
    }

    private static async Task AssertRunAndResultAsync(EmulatorBench bench, JsonNode started)
    {
        var run = started["runs"]![0]!["id"];
        var result = await bench.GetAsync($"results/{started["id"]}/");
        AssertFields(Result, result);
        AssertFields(ResultRun, result["runs"]![run!.ToString()]);
        AssertFields("id name personality_name expected_outcome_prompt", result["runs"]![run.ToString()]!["scenario"]);
        AssertFields(ResultListEntry, (await bench.GetAsync("results/"))["results"]![0]);
        AssertFields(RunListEntry, (await bench.GetAsync("runs/"))["results"]![0]);
        AssertFields(Run, await bench.GetAsync($"runs/{run}/"));
    }

    private static void AssertFields(string expected, JsonNode? answer) =>
        Assert.Equal(
            expected.Split(' ').Order(StringComparer.Ordinal),
            answer!.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal)
        );
}
