using Cekura.Testing;

namespace Cekura.Client.Tests.Reading;

public sealed class RunReadingTests : ScriptedTests
{
    [Theory]
    [InlineData("pending", RunStatus.Pending)]
    [InlineData("in_queue", RunStatus.InQueue)]
    [InlineData("queued", RunStatus.InQueue)]
    [InlineData("scaling_up", RunStatus.ScalingUp)]
    [InlineData("running", RunStatus.InProgress)]
    [InlineData("in_progress", RunStatus.InProgress)]
    [InlineData("In-Progress", RunStatus.InProgress)]
    [InlineData("evaluating", RunStatus.Evaluating)]
    [InlineData("completed", RunStatus.Completed)]
    [InlineData("COMPLETED", RunStatus.Completed)]
    [InlineData("failed", RunStatus.Failed)]
    [InlineData("errored", RunStatus.Failed)]
    [InlineData("error", RunStatus.Failed)]
    [InlineData("REJECTED", RunStatus.Failed)]
    [InlineData("INCOMPLETED", RunStatus.Failed)]
    [InlineData("timeout", RunStatus.Timeout)]
    [InlineData("cancelled", RunStatus.Cancelled)]
    [InlineData("canceled", RunStatus.Cancelled)]
    [InlineData("success", RunStatus.Unknown)]
    [InlineData("failure", RunStatus.Unknown)]
    [InlineData("hibernating", RunStatus.Unknown)]
    public async Task Folds_the_synonyms_of_a_status(string word, RunStatus expected)
    {
        var run = await ReadAsync($$"""{"id": 1, "status": "{{word}}"}""");

        Assert.Equal(expected, run.Status);
        Assert.Equal(word, run.StatusText);
        Assert.Null(run.Success);
    }

    [Fact]
    public async Task Passed_is_a_completed_run_with_success()
    {
        var run = await ReadAsync("""{"id": 1, "status": "passed", "success": null}""");

        Assert.Equal((RunStatus.Completed, true), (run.Status, run.Success));
    }

    [Theory]
    [InlineData("null", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"success\"", EvaluationStatus.Success)]
    [InlineData("\"failure\"", EvaluationStatus.Failure)]
    [InlineData("\"Reviewed-Success\"", EvaluationStatus.ReviewedSuccess)]
    [InlineData("\"reviewed_failure\"", EvaluationStatus.ReviewedFailure)]
    [InlineData("\"disputed\"", EvaluationStatus.Unknown)]
    public async Task Reads_the_evaluation_status(string json, EvaluationStatus? expected) =>
        Assert.Equal(expected, (await ReadAsync($$"""{"id": 1, "evaluation_status": {{json}}}""")).EvaluationStatus);

    [Theory]
    [InlineData("7", 7L, null)]
    [InlineData("\"7\"", 7L, null)]
    [InlineData("null", null, null)]
    [InlineData("""{"id": 7, "name": "Refund", "personality_name": "Calm"}""", 7L, "Refund")]
    [InlineData("true", null, null)]
    public async Task Reads_the_scenario_as_a_number_or_an_object(string json, long? id, string? name)
    {
        var run = await ReadAsync($$"""{"id": 1, "scenario": {{json}}}""");

        Assert.Equal((id, name), (run.ScenarioId, run.ScenarioName));
        Assert.Equal(name is null ? null : "Calm", run.PersonalityName);
    }

    [Theory]
    [InlineData("\"00:00\"", 0.0)]
    [InlineData("\"01:10\"", 70.0)]
    [InlineData("\"75:30\"", 4530.0)]
    [InlineData("\"01:02:03\"", 3723.0)]
    [InlineData("12.5", 12.5)]
    [InlineData("null", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"a while\"", null)]
    [InlineData("\"1:2:3:4\"", null)]
    [InlineData("-3", null)]
    [InlineData("1e300", null)]
    public async Task Reads_durations(string json, double? seconds) =>
        Assert.Equal(seconds, (await ReadAsync($$"""{"id": 1, "duration": {{json}}}""")).Duration?.TotalSeconds);

    [Theory]
    [InlineData("2026-04-30T09:32:59.484534Z", "2026-04-30T09:32:59.4845340+00:00")]
    [InlineData("2025-07-31T10:37:40Z", "2025-07-31T10:37:40.0000000+00:00")]
    [InlineData("2025-07-31T10:37:40", "2025-07-31T10:37:40.0000000+00:00")]
    [InlineData("2025-07-31T12:37:40+02:00", "2025-07-31T10:37:40.0000000+00:00")]
    [InlineData("yesterday", null)]
    public async Task Reads_moments_as_UTC(string text, string? expected) =>
        Assert.Equal(expected, (await ReadAsync($$"""{"id": 1, "timestamp": "{{text}}"}""")).Timestamp?.ToString("O"));

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("\"\"")]
    public async Task An_expected_outcome_without_content_is_none(string json) =>
        Assert.Null((await ReadAsync($$"""{"id": 1, "expected_outcome": {{json}}}""")).ExpectedOutcome);

    [Theory]
    [InlineData("true", Alignment.Yes)]
    [InlineData("\"Yes\"", Alignment.Yes)]
    [InlineData("false", Alignment.No)]
    [InlineData("\"no\"", Alignment.No)]
    [InlineData("\"BLOCKED\"", Alignment.Blocked)]
    [InlineData("\"maybe\"", Alignment.Unknown)]
    [InlineData("null", Alignment.Unknown)]
    public async Task Reads_alignments_as_booleans_and_words(string json, Alignment expected)
    {
        var run = await ReadAsync($$$"""{"id": 1, "expected_outcome": {"score": "50", "outcome_alignments": [{"aligned": {{{json}}}}]}}""");

        Assert.Equal(50, run.ExpectedOutcome!.Score);
        Assert.Equal(expected, Assert.Single(run.ExpectedOutcome.Alignments).Aligned);
    }

    [Theory]
    [InlineData("\"once\"", new[] { "once" })]
    [InlineData("[\"a\", null, 3]", new[] { "a", "3" })]
    [InlineData("null", new string[0])]
    [InlineData("\"\"", new string[0])]
    public async Task Reads_explanations_as_a_text_or_a_list(string json, string[] expected)
    {
        var run = await ReadAsync($$$"""{"id": 1, "evaluation": {"metrics": [{"id": 2, "explanation": {{{json}}}}]}}""");

        Assert.Equal(expected, run.Metrics[0].Explanation);
    }

    [Theory]
    [InlineData("5", 5.0)]
    [InlineData("\"4.5\"", 4.5)]
    [InlineData("false", 0.0)]
    [InlineData("true", 5.0)]
    [InlineData("null", null)]
    [InlineData("\"n/a\"", null)]
    [InlineData("1e999", null)]
    public async Task Reads_scores_in_every_notation(string json, double? expected)
    {
        var run = await ReadAsync($$$"""{"id": 1, "evaluation": {"metrics": [{"id": 2, "score": {{{json}}}}]}}""");

        Assert.Equal(expected, run.Metrics[0].Score);
    }

    [Fact]
    public async Task The_label_of_a_metric_comes_from_enum_and_else_from_a_textual_value()
    {
        var run = await ReadAsync(
            """{"id": 1, "metrics": [{"enum": "happy", "value": "x"}, {"enum": null, "value": "sad"}, {"value": 12}]}"""
        );

        Assert.Equal(["happy", "sad", null], run.Metrics.Select(metric => metric.Label));
    }

    [Fact]
    public async Task The_metrics_of_the_evaluation_win_over_those_of_the_list_form()
    {
        var run = await ReadAsync("""{"id": 1, "metrics": [{"id": 1}], "evaluation": {"metrics": []}}""");

        Assert.Empty(run.Metrics);
    }

    [Theory]
    [InlineData("""{"metadata": {"ended_reason": "a"}, "call_ended_reason": "b"}""", "a")]
    [InlineData("""{"metadata": {}, "call_ended_reason": "b"}""", "b")]
    [InlineData("""{"metadata": null}""", null)]
    [InlineData("""{"metadata": "free text"}""", null)]
    public async Task Reads_why_the_conversation_ended(string fields, string? expected) =>
        Assert.Equal(expected, (await ReadAsync($"""{"{"}"id": 1, {fields[1..]}""")).EndedReason);

    [Fact]
    public async Task Encrypted_transcripts_are_named_as_such()
    {
        var run = await ReadAsync("""{"id": 1, "transcript_object": {"__encrypted__": "gAAA"}}""");

        Assert.True(run.TranscriptEncrypted);
        Assert.Empty(run.TranscriptTurns);
    }

    [Fact]
    public async Task Reads_both_forms_of_transcript_entries()
    {
        var run = await ReadAsync(
            """
            {"id": 1, "transcript_object": [
              {"role": "Testing Agent", "content": "Hi", "start_time": 0.5, "timestamp": "00:09", "time": "00:08", "end_time": 2},
              {"role": "main agent", "content": "Hello", "timestamp": 3},
              {"role": "Function Call", "time": "01:05", "data": {"id": "c1", "name": "find", "arguments": {"a": [1]}}},
              {"role": "Function Call Result", "content": null, "data": {"id": "c1", "name": "find", "result": "{\"ok\": true}"}},
              {"role": "Narrator", "content": 12},
              "noise"
            ]}
            """
        );

        Assert.False(run.TranscriptEncrypted);
        Assert.Equal(
            [
                new()
                {
                    Role = SpeakerRole.Caller,
                    RoleText = "Testing Agent",
                    Content = "Hi",
                    Start = TimeSpan.FromSeconds(0.5),
                    End = TimeSpan.FromSeconds(2),
                },
                new()
                {
                    Role = SpeakerRole.Agent,
                    RoleText = "main agent",
                    Content = "Hello",
                    Start = TimeSpan.FromSeconds(3),
                },
                new()
                {
                    Role = SpeakerRole.ToolCall,
                    RoleText = "Function Call",
                    Start = TimeSpan.FromSeconds(65),
                    ToolCallId = "c1",
                    ToolName = "find",
                    Arguments = """{"a": [1]}""",
                },
                new()
                {
                    Role = SpeakerRole.ToolResult,
                    RoleText = "Function Call Result",
                    ToolCallId = "c1",
                    ToolName = "find",
                    ToolResult = """{"ok": true}""",
                },
                new()
                {
                    Role = SpeakerRole.Other,
                    RoleText = "Narrator",
                    Content = "12",
                },
            ],
            run.TranscriptTurns
        );
    }

    [Fact]
    public async Task Rubric_values_are_text_in_the_notation_of_the_service()
    {
        var run = await ReadAsync(
            """{"id": 1, "rubric": [{"value": 2480.0}, {"value": "happy", "passed": "no"}, {"value": true, "passed": null}, {"value": null}, 7]}"""
        );

        Assert.Equal(["2480.0", "happy", "true", null], run.Rubric.Select(rule => rule.Value));
        Assert.Equal([null, false, null, null], run.Rubric.Select(rule => rule.Passed));
    }

    [Fact]
    public async Task Wrongly_typed_fields_do_not_hide_the_rest()
    {
        var run = await ReadAsync(
            """
            {"id": "12", "scenario_name": 5, "is_reviewed": "yes", "evaluation": "soon", "rubric": "none", "critical_categories": "[]",
             "expected_outcome": {"explanation": "✅ Done", "outcome_alignments": "none"}, "transcript_object": "hidden",
             "test_profile_data": 3, "status": 4, "timestamp": 5, "unknown": {"a": 1}}
            """
        );

        Assert.Equal((12, "5", true, RunStatus.Unknown, "4"), (run.Id, run.ScenarioName, run.IsReviewed, run.Status, run.StatusText));
        Assert.Equal(["✅ Done"], run.ExpectedOutcome!.Explanation);
        Assert.Equal(1, run.Source.GetProperty("unknown").GetProperty("a").GetInt32());
    }

    [Fact]
    public async Task A_broken_character_stays_readable()
    {
        var run = await ReadAsync("""{"id": 1, "error_message": "cut \ud83d", "status": "\ud83d"}""");

        Assert.Equal("cut \ufffd", run.ErrorMessage);
        Assert.Equal(RunStatus.Unknown, run.Status);
    }

    [Fact]
    public async Task A_run_does_not_print_the_address_of_its_recording()
    {
        var run = await ReadAsync("""{"id": 1, "status": "failed", "voice_recording": "https://example.com/canary"}""");

        Assert.Equal("https://example.com/canary", run.RecordingUrl);
        Assert.Equal("run 1 (Failed)", run.ToString());
    }

    [Theory]
    [InlineData("""{"status": "completed"}""")]
    [InlineData("""{"id": "twelve"}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task An_answer_that_is_no_run_is_a_failure(string json)
    {
        using var service = new ScriptedHandler().Answer(json);
        using var client = new CekuraClient(TestClient.Options with { Retry = new() { MaxAttempts = 1 } }, service);

        var failure = await Assert.ThrowsAsync<CekuraTransientException>(() => client.Runs.GetAsync(1));

        Assert.StartsWith(
            "GET /test_framework/v2/runs/1/: HTTP 200, the answer has an unexpected shape",
            failure.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(json, failure.Body);
    }

    private Task<Run> ReadAsync(string json)
    {
        Service.Answer(json);
        return Client.Runs.GetAsync(1);
    }
}
