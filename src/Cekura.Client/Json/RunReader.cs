using System.Text.Json;

namespace Cekura.Client;

/// <summary>Reads a run in any of its forms: full, list entry, or inside a result (contract, sections 8 to 10).</summary>
internal static class RunReader
{
    /// <summary>The field that holds provider data.</summary>
    public const string Metadata = "metadata";

    // Metadata of a run is whatever an agent sent: nested deeper than the reader's default of 64, it is still JSON.
    public static readonly JsonDocumentOptions Options = new() { MaxDepth = 512 };

    public static JsonElement Parse(ReadOnlySpan<byte> json) => JsonElement.Parse(json, Options);

    /// <summary>A run of which hardly anybody will ask for more than its fields.</summary>
    /// <param name="json">The run, as it came; null comes of what is none.</param>
    public static Run? ReadBriefly(ReadOnlyMemory<byte> json)
    {
        var own = json.ToArray();
        using var document = JsonDocument.Parse(own, Options);
        return IsRun(document.RootElement) ? Fields(document.RootElement, source: default, own) : null;
    }

    /// <summary>Whether something can be a run.</summary>
    public static bool IsRun(JsonElement json) => json.Field("id") is not null;

    public static Run Read(JsonElement json) => Fields(json, json.Clone(), bytes: null);

    // By hand: of everything that is read, runs are by far the most, and for a serializer each init property is an argument of a constructor.
    private static Run Fields(JsonElement json, JsonElement source, byte[]? bytes)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException($"an object is expected, not {json.ValueKind}");
        }

        var scenario = json.Field("scenario");
        var profile = json.Field("test_profile_data");
        var status = json.Field("status");
        return new Run
        {
            Id = IdConverter.IdOf(json.Field("id") ?? default),
            ResultId = json.IdField("result_id"),
            ResultName = json.TextField("result_name"),
            ScenarioId = json.IdField("scenario"),
            ScenarioName = json.TextField("scenario_name") ?? scenario?.TextField("name"),
            PersonalityId = json.IdField("personality"),
            PersonalityName = json.TextField("personality_name") ?? scenario?.TextField("personality_name"),
            TestProfileId = profile?.IdField("id"),
            TestProfileName = json.TextField("test_profile_name") ?? profile?.TextField("name"),
            AgentId = json.IdField("agent"),
            AgentName = json.TextField("agent_name"),
            Status = RunStatusConverter.StatusOf(status),
            StatusText = json.TextField("status"),
            Success = json.FlagField("success") ?? (Word.Of(status) == RunStatusConverter.Passed ? true : null),
            EvaluationStatus = EvaluationStatuses.Of(json.Field("evaluation_status")),
            IsReviewed = json.FlagField("is_reviewed") ?? false,
            Feedback = json.TextField("feedback"),
            ErrorMessage = json.TextField("error_message"),
            ExpectedOutcome = ReadExpectedOutcome(json.Field("expected_outcome")),
            Metrics = ReadMetrics(json),
            Rubric = ObjectListConverter<RubricEntry>.ListOf(json.Field("rubric"), AnswerJson.Default.RubricEntry),
            CriticalCategories = ObjectListConverter<CriticalCategory>.ListOf(json.Field("critical_categories"), AnswerJson.Default.CriticalCategory),
            TranscriptEncrypted = TranscriptReader.IsEncrypted(json.Field(TranscriptReader.Name)),
            Duration = Durations.Of(json.Field("duration") ?? default),
            RecordingUrl = json.TextField("voice_recording_url") ?? json.TextField("voice_recording"),
            EndedReason = json.Field(Metadata)?.TextField("ended_reason") ?? json.TextField("call_ended_reason"),
            Timestamp = json.MomentField("timestamp"),
            ExecutedAt = json.MomentField("executed_at"),
            OutboundNumber = json.TextField("outbound_number"),
            InboundNumber = json.TextField("inbound_number"),
            OutboundDialWindowClosesAt = json.MomentField("outbound_dial_window_closes_at"),
            RunType = json.TextField("run_type"),
            Source = source,
            Json = bytes,
        };
    }

    public static ExpectedOutcome? ReadExpectedOutcome(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Object } outcome && outcome.EnumerateObject().Any()
            ? outcome.ReadAs(AnswerJson.Default.ExpectedOutcome)
            : null;

    private static List<RunMetric> ReadMetrics(JsonElement run)
    {
        var evaluated = run.Field("evaluation")?.Field("metrics");
        var metrics = evaluated is { ValueKind: JsonValueKind.Array } ? evaluated : run.Field("metrics");
        return [.. metrics is { ValueKind: JsonValueKind.Array } ? metrics.Objects().Select(ReadMetric) : []];
    }

    private static RunMetric ReadMetric(JsonElement json)
    {
        var extra = json.Field("extra");
        return new()
        {
            Id = json.IdField("id"),
            Name = json.TextField("name")!,
            Type = json.TextField("type"),
            EvalType = json.TextField("eval_type"),
            Passed = json.FlagField("passed"),
            Score = NumberConverter.ScoreOf(json.Field("score") ?? default),
            ScoreNormalized = NumberConverter.NumberOf(json.Field("score_normalized") ?? default),
            Label = json.TextField("enum") ?? (json.Field("value") is { ValueKind: JsonValueKind.String } label ? label.GetString()! : null),
            Explanation = TextListConverter.TextsOf(json.Field("explanation") ?? default),
            FunctionName = json.TextField("function_name"),
            VoceraDefinedMetricCode = json.TextField("vocera_defined_metric_code"),
            Extra = extra?.Clone(),
            TriggerFailed = extra?.FlagField("trigger_failed") == true,
        };
    }
}
