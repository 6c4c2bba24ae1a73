using System.Text.Json;

namespace Cekura.Client;

/// <summary>Reads a run in any of its forms: full, list entry, or inside a result.</summary>
/// <remarks>
/// By hand and with all of its parts, because a value may come from two fields, and because a part that cannot be read is noted
/// (<see cref="VerdictPartReader"/>), which a converter of the serializer can do neither. The price, for 10,000 runs as a poll shows them:
/// 54 ms of processor time and 18 MB, where the serializer takes 33 ms and 14 MB and tells less. A search for each field in the place of
/// <see cref="FieldTable"/> takes 80 to 145 ms.
/// </remarks>
internal static class RunReader
{
    private static readonly FieldNames Names = new(
        "scenario",
        "test_profile_data",
        "status",
        "id",
        "result_id",
        "result_name",
        "scenario_name",
        "personality",
        "personality_name",
        "test_profile_name",
        "agent",
        "agent_name",
        "success",
        "evaluation_status",
        "is_reviewed",
        "feedback",
        "error_message",
        "expected_outcome",
        "evaluation",
        "metrics",
        "rubric",
        "critical_categories",
        "duration",
        "voice_recording_url",
        "voice_recording",
        "call_ended_reason",
        "timestamp",
        "executed_at",
        "outbound_number",
        "inbound_number",
        "outbound_dial_window_closes_at",
        "run_type",
        "trace_id",
        TranscriptReader.Field,
        Run.MetadataField
    );

    /// <summary>
    /// A run that is read for its fields. Its JSON is kept as bytes and parsed when it is asked for: of 10,000 runs that takes 18 MB,
    /// where <see cref="Read"/> takes 47 MB, which are worth it where conversations are read.
    /// </summary>
    /// <param name="own">The run, as it came, in memory of its own; null comes of what is none.</param>
    public static Run? ReadBriefly(ReadOnlyMemory<byte> own)
    {
        using var document = DeepJson.Document(ref own);
        return IsRun(document.RootElement) ? Fields(document.RootElement, source: default, own) : null;
    }

    /// <summary>Whether something can be a run.</summary>
    public static bool IsRun(JsonElement json) => json.Field("id") is not null;

    public static Run Read(JsonElement json) => Fields(json, json.Clone(), own: null);

    private static Run Fields(JsonElement json, JsonElement source, ReadOnlyMemory<byte>? own)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException($"an object is expected, not {json.ValueKind}");
        }

        var run = new FieldTable(json, Names);
        var scenario = run["scenario"];
        var profile = run["test_profile_data"];
        var status = run["status"];
        var parts = new VerdictPartReader();
        var success = parts.Flag(DecidingPart.Success, "success", run["success"]);
        return new Run
        {
            Id = IdConverter.IdOf(run["id"] ?? default),
            ResultId = run["result_id"].AsId(),
            ResultName = run["result_name"].AsText(),
            ScenarioId = scenario.AsId(),
            ScenarioName = run["scenario_name"].AsText() ?? scenario?.TextField("name"),
            PersonalityId = run["personality"].AsId(),
            PersonalityName = run["personality_name"].AsText() ?? scenario?.TextField("personality_name"),
            TestProfileId = profile?.IdField("id"),
            TestProfileName = run["test_profile_name"].AsText() ?? profile?.TextField("name"),
            AgentId = run["agent"].AsId(),
            AgentName = run["agent_name"].AsText(),
            Status = RunStatusConverter.StatusOf(status),
            StatusText = status.AsText(),
            Success = success ?? (parts.Unreadable.Count == 0 && WireWord.Of(status) == RunStatusConverter.Passed ? true : null),
            EvaluationStatus = parts.Evaluation(run["evaluation_status"]),
            IsReviewed = run["is_reviewed"].AsFlag() ?? false,
            Feedback = run["feedback"].AsText(),
            ErrorMessage = run["error_message"].AsText(),
            ExpectedOutcome = parts.Outcome(run["expected_outcome"]),
            Metrics = parts.Metrics(run["evaluation"], run["metrics"]),
            Rubric = parts.Rubric(run["rubric"]),
            CriticalCategories = parts.Critical(run["critical_categories"]),
            TranscriptEncrypted = TranscriptReader.IsEncrypted(run[TranscriptReader.Field]),
            Duration = Durations.Of(run["duration"] ?? default),
            RecordingUrl = run["voice_recording_url"].AsText() ?? run["voice_recording"].AsText(),
            EndedReason = run[Run.MetadataField]?.TextField("ended_reason") ?? run["call_ended_reason"].AsText(),
            Timestamp = run["timestamp"].AsMoment(),
            ExecutedAt = run["executed_at"].AsMoment(),
            OutboundNumber = run["outbound_number"].AsText(),
            InboundNumber = run["inbound_number"].AsText(),
            OutboundDialWindowClosesAt = run["outbound_dial_window_closes_at"].AsMoment(),
            RunType = run["run_type"].AsText(),
            TraceId = run["trace_id"].AsText() is { Length: > 0 } traceId ? traceId : null,
            Source = source,
            Json = own,

            // The last: all others have been read by now.
            Unreadable = parts.Unreadable,
        };
    }
}
