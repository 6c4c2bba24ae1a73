using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Agents.Traces;
using Cekura.Emulator.Scoring;
using Cekura.Emulator.State;
using Cekura.Emulator.Traces;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Data;

/// <summary>What clients did with an emulator as one document, so that another emulator can resume from there.</summary>
internal static class DataWriter
{
    public const int Version = 1;

    public static JsonObject Write(IEnumerable<EmulatedResult> results, TestSetStore testSets) =>
        new()
        {
            ["version"] = Version,
            ["results"] = new JsonArray([.. results.OrderBy(result => result.Id).Select(Result)]),
            ["test_sets"] = new JsonArray([.. testSets.Kept.Select(kept => new JsonObject { ["run"] = kept.Run, ["set"] = kept.Set })]),
        };

    private static JsonObject Result(EmulatedResult result) =>
        new()
        {
            ["id"] = result.Id,
            ["name"] = result.Order.Name,
            ["created_at"] = result.CreatedAt,
            ["channel"] = new JsonObject
            {
                ["run_type"] = result.Order.Channel.RunType,
                ["text"] = result.Order.Channel.IsText,
                ["numbers"] = result.Order.Channel.HasNumbers,
                ["email"] = result.Order.Channel.IsEmail,
                ["api_chat"] = result.Order.Channel.IsApiChat,
            },
            ["settings"] = result.Order.Settings.DeepClone(),
            ["runs"] = new JsonArray([.. result.Runs.Select(Run)]),
        };

    private static JsonObject Run(EmulatedRun run)
    {
        var state = run.State;
        return new()
        {
            ["id"] = run.Id,
            ["scenario"] = run.Scenario.Id,
            ["scenario_name"] = run.Scenario.Name,
            ["agent"] = run.Agent.Id,
            ["personality"] = run.Personality?.Id,
            ["test_profile"] = run.TestProfile?.Id,
            ["repetition"] = run.Repetition,
            ["metadata"] = state.Metadata.DeepClone(),
            ["status"] = state.Status,
            ["executed_at"] = state.ExecutedAt,
            ["updated_at"] = state.UpdatedAt,
            ["duration_ms"] = state.Duration?.TotalMilliseconds,
            ["error_message"] = state.ErrorMessage,
            ["verdict"] = state.ConversationVerdict?.ToJson(),
            ["notes"] = new JsonArray([.. state.Notes.Select(note => JsonValue.Create(note))]),
            ["fired"] = state.FiredConditions is { } fired ? new JsonArray([.. fired.Order().Select(id => JsonValue.Create(id))]) : null,
            ["turns"] = new JsonArray([.. state.Turns.Select(Turn)]),
            ["trace"] = state.Trace is { } trace ? Trace(trace) : null,
            ["judged"] = state.Judged is { } judged ? JudgedJson.Write(judged) : null,
            ["score"] = state.Score is { } score ? Score(score) : null,
            ["review"] = state.Review is { } review
                ? new JsonObject { ["success"] = review.Success, ["feedback"] = review.Feedback }
                : null,
        };
    }

    private static JsonObject Trace(RunTrace trace)
    {
        var spans = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(spans))
        {
            OtlpJson.Write(json, trace.Spans);
        }

        return new()
        {
            ["id"] = trace.TraceId,
            ["dropped"] = trace.Dropped,
            ["spans"] = JsonNode.Parse(spans.WrittenSpan),
        };
    }

    private static JsonObject Turn(RecordedTurn turn) =>
        new()
        {
            ["role"] = turn.Role,
            ["content"] = turn.Content,
            ["start_ms"] = turn.Start.TotalMilliseconds,
            ["end_ms"] = turn.End.TotalMilliseconds,
            ["data"] = turn.Data?.DeepClone(),
        };

    private static JsonObject Score(Score score) =>
        new()
        {
            ["success"] = score.Success,
            ["verdict"] = score.Verdict?.ToJson(),
            ["expected_outcome"] = score.ExpectedOutcome?.DeepClone(),
            ["metrics"] = score.Metrics.DeepClone(),
            ["rubric"] = score.Rubric?.DeepClone(),
            ["critical_categories"] = score.CriticalCategories.DeepClone(),
        };
}
