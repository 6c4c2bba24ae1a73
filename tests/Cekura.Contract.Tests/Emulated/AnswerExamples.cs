using System.Text.Json.Nodes;

namespace Cekura.Contract.Tests.Emulated;

/// <summary>The published answers that the emulator's are compared with.</summary>
internal static class AnswerExamples
{
    private static readonly (string Files, string Operation)[] Table =
    [
        ("start-text*.json", "POST scenarios/run_scenarios_text/"),
        ("start-voice-*.json", "POST scenarios/run_scenarios/"),
        ("start-chirp.json", "POST scenarios/run_scenarios_chirp/"),
        ("start-livekit-v2.json", "POST scenarios/run_scenarios_livekit_v2/"),
        ("start-websocket.json", "POST scenarios/run_scenarios_with_websockets/"),
        ("start-api-chat.json", "POST scenarios/run_scenarios_api_chat/"),
        ("start-email-*.json", "POST scenarios/run_scenarios_email/"),
        ("dry-run-plan.json", "POST scenarios/validate_scenarios_json/"),
        ("result-detail-*.json", "GET results/{id}/"),
        ("results-list.json", "GET results/"),
        ("run-*.json", "GET runs/{id}/"),
        ("runs-bulk.json", "GET runs/bulk/"),
        ("runs-list-*.json", "GET runs/"),
        ("scenarios-list-*.json", "GET scenarios/"),
        ("scenario-detail-*.json", "GET scenarios/{id}/"),
        ("scenario-folders.json", "GET scenarios/folders/"),
        ("scenario-tags.json", "GET scenarios/tags/"),
        ("personalities.json", "GET personalities/"),
        ("metrics.json", "GET metrics/"),
        ("aiagents-list.json", "GET aiagents/"),
        ("aiagents-short-list.json", "GET aiagents/short_list/"),
        ("aiagent-detail.json", "GET aiagents/{id}/"),
        ("test-profiles.json", "GET test-profiles/"),
        ("chat-turn-submitted.json", "POST runs/{id}/chat/"),
        ("chat-turn-ended.json", "GET runs/{id}/chat/{turn_id}/"),
        ("chat-turn-ready.json", "GET runs/{id}/chat/{turn_id}/"),
        ("end-chat.json", "POST runs/{id}/end-chat/"),
        ("listen-url.json", "GET runs/{id}/get_listen_url/"),
        ("vote-success.json", "POST runs/{id}/mark_metric_vote/"),
        ("expected-outcome-vote.json", "POST runs/{id}/mark_expected_outcome_vote/"),
        ("critical-scenario-mark.json", "POST runs/{id}/mark_critical_scenario_wrong/"),
        ("improve-prompt-bg.json", "POST runs/improve_prompt_bg/"),
        ("improve-prompt-issues.json", "POST runs/improve_prompt_issues/"),
        ("improve-prompt-progress-*.json", "GET runs/improve_prompt_progress/"),
        ("improve-prompt.json", "POST runs/improve_prompt/"),
        ("evaluate-metrics.json", "POST results/{id}/evaluate_metrics/"),
        ("rerun.json", "POST results/{id}/rerun/"),
        ("shareable-link.json", "POST results/{id}/create_shareable_link_token/"),
        ("test-set-create-from-run.json", "POST /test_framework/test-sets/create_from_run/"),
        ("test-set-create-from-runs.json", "POST /test_framework/test-sets/create_from_runs/"),
    ];

    public static IEnumerable<(string File, string Operation, JsonNode Body)> All =>
        from row in Table
        from file in Examples.Matching(row.Files)
        where !file.StartsWith("run-expected-outcome", StringComparison.Ordinal)
        select (file, row.Operation, JsonNode.Parse(Examples.Text(file))!);
}
