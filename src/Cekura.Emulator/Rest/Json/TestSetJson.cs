using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Seed;
using Cekura.Emulator.State;
using Cekura.Emulator.Text;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Rest.Json;

/// <summary>A test set as <c>GET /test_framework/test-sets/{id}/</c> shows it.</summary>
internal static class TestSetJson
{
    public static JsonObject Detail(long id, string name, EmulatedRun run, IReadOnlyList<JsonObject> reviews, DateTimeOffset createdAt)
    {
        var state = run.State;
        return new()
        {
            ["id"] = id,
            ["agent"] = run.Agent.Id,
            ["name"] = name,
            ["transcript"] = TranscriptJson.Text(state.Turns),
            ["transcript_object"] = JsonNode.Parse(TranscriptJson.Entries(state.Turns)),
            ["voice_recording"] = "",
            ["voice_recording_url"] = null,
            ["call_end_reason"] = state.Evidence.EndedReason,
            ["duration"] = Spelling.Duration(state.Duration),
            ["source_model"] = "Run",
            ["source_id"] = run.Id.ToString(CultureInfo.InvariantCulture),
            ["metric_reviews"] = new JsonArray([.. reviews.Select(review => review.DeepClone())]),
            ["created_at"] = Spelling.Timestamp(createdAt),
            ["updated_at"] = Spelling.Timestamp(createdAt),
        };
    }

    /// <exception cref="RefusedException">There is no such metric.</exception>
    public static JsonObject Review(Workspace workspace, EmulatedRun run, Fields given, int id)
    {
        var number = given.Integer("metric") ?? throw RefusedException.Field("metrics", $"[{id - 1}].metric: This field is required.");
        var metric = workspace.Metrics.FirstOrDefault(known => known.Id == number);
        var scored = run.State.Score?.Metric(number);
        if (metric is null && scored is null)
        {
            throw RefusedException.Field("metrics", $"Invalid pk \"{number}\" - object does not exist.");
        }

        return new()
        {
            ["id"] = id,
            ["metric"] = number,
            ["metric_name"] = metric?.Name ?? scored!["name"]?.ToString(),
            ["metric_enum_values"] = new JsonArray([.. (metric?.Classes ?? []).Select(known => JsonValue.Create(known.Value))]),
            ["eval_type"] = metric?.EvalType ?? "binary",
            ["expected_value"] = given.Has("expected_value") ? given["expected_value"].ToNode() : null,
            ["explanation"] = scored?["explanation"]?.DeepClone(),
            ["feedback"] = given.Text("feedback") ?? "",
            ["metric_function_name"] = null,
            ["metric_vocera_defined_metric_code"] = null,
        };
    }
}
