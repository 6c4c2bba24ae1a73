using System.Text.Json;
using Cekura.Runs.Causes;

namespace Cekura.Runs.History;

/// <summary>The details of a test inside its line of a file.</summary>
internal static class DetailsJson
{
    /// <summary>Properties of the object that is begun; what there is nothing of is left out.</summary>
    public static void Write(Utf8JsonWriter json, TestDetails details)
    {
        json.WriteString("fingerprint", details.Fingerprint);
        json.WriteStartArray("repetitions");
        foreach (var repetition in details.Repetitions)
        {
            json.WriteStringValue(repetition.Word);
        }

        json.WriteEndArray();
        if (details.Infrastructure > 0)
        {
            json.WriteNumber("infrastructure", details.Infrastructure);
        }

        if (details.Causes.Count > 0)
        {
            WriteCauses(json, details.Causes);
        }

        if (details.Metrics.Count > 0)
        {
            WriteMetrics(json, details.Metrics);
        }
    }

    /// <summary>Null for a line of a version that did not write them.</summary>
    public static TestDetails? Read(JsonElement json)
    {
        if (!json.TryGetProperty("fingerprint", out var fingerprint))
        {
            return null;
        }

        return new TestDetails(fingerprint.GetString() ?? "")
        {
            Repetitions = json.TryGetProperty("repetitions", out var repetitions)
                ? [.. repetitions.EnumerateArray().Select(word => RepetitionOutcome.Of(word.GetString()) ?? throw new FormatException())]
                : [],
            Infrastructure = json.TryGetProperty("infrastructure", out var infrastructure) ? infrastructure.GetInt32() : 0,
            Causes = json.TryGetProperty("causes", out var causes) ? [.. causes.EnumerateArray().Select(ReadCause)] : [],
            Metrics = json.TryGetProperty("metrics", out var metrics) ? [.. metrics.EnumerateArray().Select(ReadMetric)] : [],
        };
    }

    private static void WriteCauses(Utf8JsonWriter json, IReadOnlyList<RecordedCause> causes)
    {
        json.WriteStartArray("causes");
        foreach (var cause in causes)
        {
            json.WriteStartObject();
            json.WriteString("key", cause.Key);
            json.WriteString("kind", Word(cause.Kind));
            json.WriteString("text", cause.Text);
            json.WriteStartArray("repetitions");
            foreach (var repetition in cause.Repetitions)
            {
                json.WriteNumberValue(repetition);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMetrics(Utf8JsonWriter json, IReadOnlyList<RecordedMetric> metrics)
    {
        json.WriteStartArray("metrics");
        foreach (var metric in metrics)
        {
            json.WriteStartObject();
            json.WriteString("name", metric.Name);
            json.WriteStartArray("values");
            foreach (var value in metric.Values)
            {
                WriteValue(json, value);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, MetricValue? value)
    {
        switch (value)
        {
            case { Number: { } number }:
                json.WriteNumberValue(number);
                break;
            case { Passes: { } passes }:
                json.WriteBooleanValue(passes);
                break;
            default:
                json.WriteStringValue(value?.Label);
                break;
        }
    }

    private static RecordedCause ReadCause(JsonElement json) =>
        new(
            Text(json, "key"),
            Array.Find(Enum.GetValues<CauseKind>(), kind => Word(kind) == Text(json, "kind")),
            Text(json, "text"),
            [.. json.GetProperty("repetitions").EnumerateArray().Select(number => number.GetInt32())]
        );

    private static RecordedMetric ReadMetric(JsonElement json) =>
        new(Text(json, "name"), [.. json.GetProperty("values").EnumerateArray().Select(ReadValue)]);

    private static MetricValue? ReadValue(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Number => new(json.GetDouble(), Passes: null, Label: null),
            JsonValueKind.True or JsonValueKind.False => new(Number: null, json.GetBoolean(), Label: null),
            JsonValueKind.String => new(Number: null, Passes: null, json.GetString()),
            _ => null,
        };

    private static string Word(CauseKind kind) =>
        kind switch
        {
            CauseKind.Agent => "agent",
            CauseKind.NotJudged => "not_judged",
            CauseKind.Infrastructure => "infrastructure",
            CauseKind.NotStarted => "not_started",
            _ => "stopped",
        };

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException();
}
