using System.Text.Json;

namespace Cekura.Client;

/// <summary>Reads a metric of a run, and notes what in it cannot be read.</summary>
internal static class MetricReader
{
    private const string Trigger = "trigger_failed";

    private static readonly FieldNames Names = new(
        "extra",
        "id",
        "name",
        "type",
        "eval_type",
        "passed",
        "score",
        "score_normalized",
        "enum",
        "value",
        "explanation",
        "function_name",
        "vocera_defined_metric_code"
    );

    private static readonly string[] Deciding = ["type", "eval_type", "passed", "score", "score_normalized", "enum"];

    public static RunMetric Read(JsonElement json, VerdictPartReader parts)
    {
        var metric = new FieldTable(json, Names);
        var extra = ExtraOf(metric["extra"]);
        var read = new RunMetric
        {
            Id = metric["id"].AsId(),
            Name = metric["name"].AsText()!,
            Type = metric["type"].AsText(),
            EvalType = metric["eval_type"].AsText(),
            Passed = metric["passed"].AsFlag(),
            Score = Numbers.ScoreOf(metric["score"] ?? default),
            ScoreNormalized = Numbers.Of(metric["score_normalized"] ?? default),
            Label = metric["enum"].AsText() ?? (metric["value"] is { ValueKind: JsonValueKind.String } label ? label.GetString()! : null),
            Explanation = TextListConverter.TextsOf(metric["explanation"] ?? default),
            FunctionName = metric["function_name"].AsText(),
            VoceraDefinedMetricCode = metric["vocera_defined_metric_code"].AsText(),
            Extra = extra?.Clone(),
            TriggerFailed = extra?.FlagField(Trigger) == true,
            IsScored = VerdictPartReader.Has(json, "score", "score_normalized"),
        };

        // Null in the place of a score says that the metric does not apply; no place for one is another shape.
        if (
            read is { TriggerFailed: false, Score: null, Passed: null, ScoreNormalized: null, Label: null }
            && !VerdictPartReader.Has(json, "score", "passed", "score_normalized", "enum", "value")
        )
        {
            parts.Note(DecidingPart.Metrics, "one of the metrics", json);
            return read with { Unreadable = UnreadablePart.Quote(json) };
        }

        // A metric that does not apply has nothing to be read.
        if (read.TriggerFailed || FirstStrange(metric, extra) is not { } field)
        {
            return read;
        }

        var found = field == Trigger ? extra?.Field(Trigger) : metric[field];
        parts.Note(DecidingPart.Metrics, $"the {field} of the metric {read.Name}", found);
        return read with { Unreadable = $"{field} {UnreadablePart.Quote(found)}" };
    }

    /// <summary>The first of the fields that decide in which something unknown stands.</summary>
    private static string? FirstStrange(scoped in FieldTable metric, JsonElement? extra)
    {
        foreach (var name in Deciding)
        {
            if (metric[name] is { } value && !IsKnown(name, value) && !VerdictPartReader.Absent(value))
            {
                return name;
            }
        }

        return extra is { ValueKind: not JsonValueKind.Object } ? "extra"
            : extra?.Field(Trigger) is { } trigger && OptionalFlagConverter.FlagOf(trigger) is null && !VerdictPartReader.Absent(trigger)
                ? Trigger
            : null;
    }

    private static bool IsKnown(string name, JsonElement value) =>
        name switch
        {
            "type" or "eval_type" => value.ValueKind == JsonValueKind.String,
            "passed" => OptionalFlagConverter.FlagOf(value) is not null,
            "enum" => value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array),
            _ => Numbers.Of(value) is not null,
        };

    /// <summary>What stands there, unless it is empty; JSON in a text is taken out of it.</summary>
    private static JsonElement? ExtraOf(JsonElement? extra) =>
        VerdictPartReader.Absent(extra)
        || (
            VerdictPartReader.Unfolded(extra) is var unfolded
            && unfolded is { ValueKind: JsonValueKind.Array } list
            && list.GetArrayLength() == 0
        )
            ? null
            : unfolded;
}
