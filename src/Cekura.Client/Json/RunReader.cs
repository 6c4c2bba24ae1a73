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
    public static Run? ReadBriefly(ReadOnlyMemory<byte> json) => Parse(json.Span) is var run && IsRun(run) ? Fields(run) with { Json = json.ToArray() } : null;

    /// <summary>Whether something can be a run.</summary>
    public static bool IsRun(JsonElement json) => json.Field("id") is not null;

    public static Run Read(JsonElement json) => Fields(json) with { Source = json.Clone() };

    private static Run Fields(JsonElement json)
    {
        var run = json.ReadAs(AnswerJson.Default.Run);
        var scenario = json.Field("scenario") ?? default;
        var profile = json.Field("test_profile_data") ?? default;
        return run with
        {
            ScenarioName = run.ScenarioName ?? scenario.TextField("name"),
            PersonalityName = run.PersonalityName ?? scenario.TextField("personality_name"),
            TestProfileId = profile.Field("id") is { } id ? OptionalIdConverter.IdOf(id) : null,
            TestProfileName = run.TestProfileName ?? profile.TextField("name"),
            StatusText = json.TextField("status"),
            Success = run.Success ?? (Word.Of(json.Field("status")) == RunStatusConverter.Passed ? true : null),
            ExpectedOutcome = ReadExpectedOutcome(json.Field("expected_outcome")),
            Metrics = ReadMetrics(json),
            TranscriptEncrypted = TranscriptReader.IsEncrypted(json.Field(TranscriptReader.Name)),
            RecordingUrl = json.TextField("voice_recording_url") ?? json.TextField("voice_recording"),
            EndedReason = json.Field(Metadata)?.TextField("ended_reason") ?? json.TextField("call_ended_reason"),
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
        var metric = json.ReadAs(AnswerJson.Default.RunMetric);
        return metric with
        {
            Label = metric.Label ?? (json.Field("value") is { ValueKind: JsonValueKind.String } label ? label.GetString()! : null),
            TriggerFailed = metric.Extra?.Field("trigger_failed") is { } failed && OptionalFlagConverter.FlagOf(failed) == true,
        };
    }
}
