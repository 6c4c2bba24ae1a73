using static Cekura.Contract.Tests.Schema.Contradiction;

namespace Cekura.Contract.Tests.Schema;

/// <summary>
/// Everything that the published slice says wrongly, as far as the product meets it: the one list that requests, answers and the run
/// through prism are forgiven by. What stands here is still checked, by the truth instead. A test holds each entry to be needed.
/// </summary>
internal static class KnownContradictions
{
    private const string Text = """{"type":"string"}""";
    private const string TextOrNull = """{"type":["string","null"]}""";
    private const string Flag = """{"type":"boolean"}""";
    private const string Number = """{"type":"number"}""";
    private const string Count = """{"type":"integer"}""";
    private const string IdOrNull = """{"type":["integer","null"]}""";
    private const string Ids = """{"type":"array","items":{"type":"integer"}}""";
    private const string Texts = """{"type":"array","items":{"type":"string"}}""";
    private const string Objects = """{"type":"array","items":{"type":"object"}}""";
    private const string Object = """{"type":"object"}""";
    private const string Moment = """{"type":"string","format":"date-time"}""";

    public static IReadOnlyList<Contradiction> All { get; } = [.. Requests, .. Starts, .. Results, .. Runs, .. Reviews, .. Workspace];

    private static IEnumerable<Contradiction> Requests =>
        [
            Instead(
                "Section 6, note 3: the service's own batch runner sends the agent, which the schema lacks.",
                IdOrNull,
                "SchemaPostRunScenariosPipecatV2: agent"
            ),
            Instead(
                "Section 17: the service's own runner sends both; they are in no schema.",
                """{"type":"integer","minimum":1}""",
                "TestSuiteSpecUpload: frequency",
                "TestSuiteSpecUpload: concurrency_limit"
            ),
            Instead(
                "Newer texts: run overrides stand beside the spec.",
                Text,
                "TestSuiteSpecUpload: agent_number",
                "TestSuiteSpecUpload: outbound_phone_number"
            ),
            Instead("As above.", """{"enum":["same_number","different_numbers"]}""", "TestSuiteSpecUpload: mode"),
            Instead("As above.", Texts, "TestSuiteSpecUpload: mock_tool_names"),
            Instead(
                "Newer texts: suites run by chirp too.",
                """{"enum":["voice","text","elevenlabs","chirp","livekit_v2","pipecat_v2"]}""",
                "TestSuiteSpecUpload: channel"
            ),
            Instead(
                "As above.",
                """{"type":"object","properties":{"websocket_url":{"type":"string"}}}""",
                "TestSuiteSpecUpload: chirp_data"
            ),
        ];

    private static IEnumerable<Contradiction> Starts =>
        [
            Instead(
                "Section 6.2: the answer has these too; the published examples show them.",
                Text,
                "POST scenarios/run_scenarios* 20*: name"
            ),
            Instead("Section 6.2, as above.", """{"type":["boolean","null"]}""", "POST scenarios/run_scenarios* 20*: agent_inbound"),
            Instead("Section 6.2, as above.", Number, "POST scenarios/run_scenarios* 20*: success_rate"),
            Instead(
                "Section 6.2, as above; where it is documented, it is typed string.",
                Flag,
                "POST scenarios/run_scenarios* 20*: is_cronjob",
                "RunScenarioResult: is_cronjob"
            ),
            Instead("Section 6.2, as above.", Moment, "POST scenarios/run_scenarios* 20*: updated_at"),
            Instead(
                "Section 5, rule 7: four values are documented, and published examples show others.",
                """{"enum":["pending","in_queue","scaling_up","running","in_progress","evaluating","completed","failed","timeout","cancelled"]}""",
                "POST scenarios/run_scenarios* 20*: status"
            ),
            Nullable(
                "Section 6.2: null unless the agent has to dial; the schema's own example has null.",
                "POST scenarios/run_scenarios* 20*: runs[].number"
            ),
            Instead("Sections 6.2 and 8: an array, as every published example shows.", Objects, "RunScenarioResult: runs"),
            Also(
                "Section 17: with dry_run=true the answer is the plan.",
                """{"$ref":"#/components/schemas/TestSuiteDryRun"}""",
                "POST scenarios/run_scenarios_json/ 200:"
            ),
            Instead("Newer texts: the plan repeats the run overrides.", Object, "TestSuiteDryRun: plan.run_overrides"),
        ];

    private static IEnumerable<Contradiction> Results =>
        [
            Instead(
                "Section 2.4: counts are typed string and are integers in every published example.",
                Count,
                "Result*: met_expected_outcome_count",
                "Result*: total_expected_outcome_count",
                "Result*: total_runs_count",
                "Result*: completed_runs_count",
                "Result*: success_runs_count",
                "Result*: failed_runs_count"
            ),
            Instead("Section 8: boolean, as in every example.", Flag, "Result*: is_cronjob"),
            Nullable("Section 8 and the examples: null unless the agent has versions.", "Result*: agent_version"),
            Instead("Section 8: an array of runs in the list; keyed by id only in the detail.", Objects, "Result: runs"),
            Instead(
                "Section 8: arrays of run ids.",
                Ids,
                "ResultDetailV2: connected_runs",
                "ResultDetailV2: not_connected_runs",
                "ResultDetailV2: successful_calls"
            ),
            Instead(
                "Section 8: arrays of run ids, or null when that metric is not attached.",
                """{"type":["array","null"],"items":{"type":"integer"}}""",
                "ResultDetailV2: failed_infrastructure_runs",
                "ResultDetailV2: failed_workflow_runs"
            ),
            Instead("Section 8: an array of {id, name}.", Objects, "Result*: scenarios"),
            Instead(
                "Section 8: metric definitions and rubric entries, as lists.",
                Objects,
                "ResultDetailV2: critical_categories",
                "ResultDetailV2: metrics",
                "ResultDetailV2: performance_metrics"
            ),
            Instead(
                "Section 8: opaque, and objects in the examples.",
                Object,
                "ResultDetailV2: runs_by_tags",
                "ResultDetailV2: latency_data"
            ),
        ];

    private static IEnumerable<Contradiction> Runs =>
        [
            Instead(
                "Newer texts: both of the service's runners read a JSON answer; the schema says none.",
                Object,
                "POST results/{id}/end_calls/ 200:"
            ),
            Nullable(
                "Section 9.1 and the examples: null where there is none, or none yet.",
                "Run*: provider_call_id",
                "Run*: outbound_number",
                "Run*: inbound_number",
                "Run*: evaluation_status",
                "Run*: success",
                "Run: agent_version",
                "RunList: agent_version",
                "Run: voice_recording_url",
                "Run*: duration",
                "Run: scenario_type",
                "Run*: outbound_dial_window_opens_at",
                "Run*: outbound_dial_window_closes_at",
                "RunList: test_profile_name"
            ),
            Instead(
                "Section 9.1: seconds; typed string in the schema, integer in the start answer's.",
                IdOrNull,
                "Run: outbound_dial_window_seconds",
                "RunList: outbound_dial_window_seconds"
            ),
            Instead(
                "Sections 9.1 and 10.2: an object, empty, or null; the schema says string. D7: aligned is yes, no or blocked, or a boolean.",
                """
                {"type":["object","null"],"properties":{
                  "score":{"type":["number","null"],"x-may-lack":true},
                  "explanation":{"type":"array","items":{"type":"string"},"x-may-lack":true},
                  "outcome_alignments":{"x-may-lack":true,"type":"array","items":{"type":"object","properties":{
                    "outcome":{"type":"string"},"prompt_part":{"type":"string"},"aligned":{"enum":["yes","no","blocked",true,false]}}}}}}
                """,
                "Run: expected_outcome"
            ),
            Instead(
                "Section 9.1: typed string on the list, an array on the run.",
                Objects,
                "RunList: critical_categories",
                "RunList: metrics"
            ),
            MayLack(
                "Section 10.1: only for enum metrics; the schema calls them required, they are often absent.",
                "CallLogListSerializerMetricsWithExplanation: enum",
                "CallLogListSerializerMetricsWithExplanation: value"
            ),
            Nullable("Section 10.1: null means not applicable.", "CallLogListSerializerMetricsWithExplanation: score"),
            Instead(
                "Section 2.4: a string or an array of strings.",
                """{"type":["array","string"],"items":{"type":"string"}}""",
                "CallLogListSerializerMetricsWithExplanation: explanation"
            ),
            Instead(
                "Section 10.1: the newer form, announced and not in the schema.",
                """{"type":"string","x-may-lack":true}""",
                "CallLogListSerializerMetricsWithExplanation: eval_type"
            ),
            Instead(
                "Section 10.1, as above.",
                """{"type":"boolean","x-may-lack":true}""",
                "CallLogListSerializerMetricsWithExplanation: passed"
            ),
            Instead(
                "Section 10.1: sent for binary metrics, and not in the schema.",
                """{"type":["number","null"],"x-may-lack":true}""",
                "CallLogListSerializerMetricsWithExplanation: score_normalized"
            ),
            Instead(
                "Section 10.1: sent, and not in the schema.",
                TextOrNull,
                "CallLogListSerializerMetricsWithExplanation: function_name",
                "CallLogListSerializerMetricsWithExplanation: vocera_defined_metric_code"
            ),
            MayLack(
                "Section 10.5: the schema names other fields than the service sends.",
                "RunListTranscriptObject: timestamp",
                "RunListTranscriptObject: normalized_content",
                "RunListTranscriptObject: comparison_spans"
            ),
            Instead("Section 10.5, as above.", Text, "RunListTranscriptObject: time"),
            Instead("Section 10.5, as above.", Number, "RunListTranscriptObject: start_time", "RunListTranscriptObject: end_time"),
            Instead("Section 10.5: only on tool entries.", """{"type":"object","x-may-lack":true}""", "RunListTranscriptObject: data"),
        ];

    private static IEnumerable<Contradiction> Reviews =>
        [
            Instead(
                "Section 21: the answers are unpublished, a run stands there; example listen-url.json.",
                """{"type":"object","properties":{"listen_url":{"type":"string"}}}""",
                "GET runs/{id}/get_listen_url/ 200:"
            ),
            Instead(
                "Section 21, as above; examples expected-outcome-vote.json and critical-scenario-mark.json.",
                """{"type":"object","properties":{"success":{"type":"boolean"}}}""",
                "POST runs/{id}/mark_expected_outcome_vote/ 200:",
                "POST runs/{id}/mark_critical_scenario_wrong/ 200:",
                "POST runs/{id}/unmark_critical_scenario_wrong/ 200:"
            ),
            Instead(
                "Section 21, as above; examples run-expected-outcome-bg.json and improve-prompt-bg.json.",
                """{"type":"object","properties":{"progress_id":{"type":"string"}}}""",
                "POST runs/{id}/run_expected_outcome_bg/ 200:",
                "POST runs/improve_prompt_bg/ 200:"
            ),
            Instead(
                "Section 21, as above; examples run-expected-outcome-progress-*.json.",
                """{"type":"object","properties":{"progress_id":{"type":"string"},"status":{"type":"string"},"expected_outcome":{"type":["object","null"],"x-may-lack":true}}}""",
                "GET runs/run_expected_outcome_progress/ 200:"
            ),
            Instead(
                "Section 21, as above; examples improve-prompt-progress-*.json.",
                """
                {"type":"object","properties":{
                  "progress_id":{"type":"string"},"status":{"type":"string"},
                  "improved_prompt":{"type":"string","x-may-lack":true},"summary_of_changes":{"type":"string","x-may-lack":true}}}
                """,
                "GET runs/improve_prompt_progress/ 200:"
            ),
            Instead(
                "Section 21, as above; example improve-prompt-issues.json.",
                """{"type":"object","properties":{"issues":{"type":"array","items":{"type":"object"}}}}""",
                "POST runs/improve_prompt_issues/ 200:"
            ),
            Nullable(
                "Example test-set-create-from-run.json: null.",
                "MetricReviewInline: metric_function_name",
                "MetricReviewInline: metric_vocera_defined_metric_code",
                "TestSetDetail: voice_recording_url"
            ),
            Instead("As above: sent, though the schema calls it write-only.", Text, "TestSetDetail: voice_recording"),
            MayLack(
                "Section 16 says no more of a project than that there are many fields; the emulator has none of its settings.",
                "Project: *"
            ),
            MayLack("As above, of an organization.", "OrganizationInline: *"),
        ];

    private static IEnumerable<Contradiction> Workspace =>
        [
            Nullable(
                "Section 16 and the examples: null where the object has none.",
                "ScenarioList: phone_number",
                "ScenarioList: inbound_phone_number_data",
                "ScenarioList: created_by",
                "ScenarioList: last_updated_by",
                "ScenarioList: test_profile_data",
                "ScenarioList: personality_name",
                "SchemaScenario: phone_number",
                "SchemaScenario: inbound_phone_number_data",
                "SchemaScenario: outbound_phone_number_data",
                "SchemaScenario: simulation_description",
                "SchemaScenario: information_fields",
                "SchemaScenario: scenario_language",
                "SchemaScenario: test_profile_data",
                "AIAgentTestProfile*: created_by",
                "AIAgentTestProfile*: last_updated_by",
                "AIAgentTestProfile*: agent_name",
                "CreatePersonality: project",
                "CreatePersonality: accent",
                "CreatePersonality: voice_id",
                "CreatePersonality: voice_model",
                "CreatePersonality: interruption_level",
                "CreatePersonality: speed",
                "CreatePersonality: generation_config",
                "CreatePersonality: network_simulation",
                "CreatePersonality: start_speaking_plan",
                "CreatePersonality: provider_agent_id",
                "CreatePersonality: provider",
                "AIAgent: contact_number",
                "AIAgentList: contact_number"
            ),
            Instead(
                "Section 16: several array fields are typed string.",
                Ids,
                "ScenarioList: metrics",
                "AIAgentTestProfileList: scenarios"
            ),
            Instead("Section 16: several array fields are typed string.", Texts, "ScenarioList: metric_names", "MetricList: agent_names"),
            Instead("Example personalities.json: an object.", Object, "CreatePersonality: message_plan"),
            Instead(
                "Section 16: times belong to every scenario; the detail's schema lacks them.",
                Moment,
                "SchemaScenario: created_at",
                "SchemaScenario: updated_at"
            ),
            Instead("As above, with who it was.", IdOrNull, "SchemaScenario: created_by", "SchemaScenario: last_updated_by"),
            Instead("Example aiagent-detail.json: sent, though the schema calls it write-only.", Count, "AIAgent: organization"),
            Instead("Example aiagent-detail.json: sent, and not in the schema.", Objects, "AIAgent: tools"),
            Instead("Example test-profiles.json: sent; the detail's schema lacks it.", Ids, "AIAgentTestProfile: scenarios"),
            MayLack(
                "Examples aiagent-detail.json and its README: vendors' credentials and settings are left out, and the emulator has no vendors.",
                "AIAgent: *_configured",
                "AIAgent: *_data",
                "AIAgent: *_auth",
                "AIAgent: llm_*",
                "AIAgent: chat_assistant_id",
                "AIAgent: transcript_provider",
                "AIAgent: outbound_*",
                "AIAgent: auto_*",
                "AIAgent: webhook_url",
                "AIAgent: email_id",
                "AIAgent: knowledge_base_files",
                "AIAgent: pronunciation_words",
                "AIAgent: spelling_word_types",
                "AIAgent: hallucination_metric_kb_files"
            ),
            MayLack(
                "Example metrics.json: how a metric is judged, watched and priced is left out, and the emulator judges by rules of its own.",
                "Metric*: trigger_type",
                "Metric*: evaluation_trigger_*",
                "Metric*: priority_assignment_prompt",
                "Metric*: vocera_defined_metric_code",
                "Metric*: configuration",
                "MetricList: kb_file_ids",
                "Metric*: knowledge_base_files",
                "MetricList: metric_cost",
                "Metric*: alert_*",
                "Metric*: significant_change_*",
                "Metric*: window_size",
                "Metric*: std_multiplier",
                "Metric*: ewma_alpha",
                "Metric*: add_to_new_agents",
                "Metric*: slack_*",
                "MetricList: uses_llm_judge",
                "MetricDetailV2: *_score",
                "MetricDetailV2: custom_code",
                "MetricDetailV2: reviews",
                "MetricDetailV2: pending_optimisation_proposal"
            ),
            Instead("Documented for the list alone; the emulator answers a metric in one shape.", Texts, "MetricDetailV2: agent_names"),
            Instead("As above.", Count, "MetricDetailV2: display_order"),
            Instead("The published schema is a placeholder; example scenario-tags.json.", Texts, "GET scenarios/tags/ 200:"),
        ];
}
