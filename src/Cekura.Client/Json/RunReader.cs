using System.Text.Json;

namespace Cekura.Client;

/// <summary>Reads a run in any of its forms: full, list entry, or inside a result (contract, sections 8 to 10).</summary>
internal static class RunReader
{
    public static Run Read(JsonElement json)
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
            EndedReason = run.Metadata?.TextField("ended_reason") ?? json.TextField("call_ended_reason"),
            Source = json.Clone(),
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
