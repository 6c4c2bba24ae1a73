using System.Text;
using System.Text.Json;

namespace Cekura.Client;

/// <summary>
/// Reads the parts of a run that decide. What the published form allows is taken, and what can mean nothing else: JSON that was sent as a
/// text, numbers and flags as texts. Whatever else stands there is noted, never taken for nothing.
/// </summary>
internal sealed class VerdictPartReader
{
    private List<UnreadablePart>? _unreadable;

    /// <summary>What could not be read so far.</summary>
    public IReadOnlyList<UnreadablePart> Unreadable => _unreadable ?? (IReadOnlyList<UnreadablePart>)[];

    /// <summary>A yes or no; null when it is absent, or no such thing.</summary>
    public bool? Flag(DecidingPart part, string name, JsonElement? value)
    {
        var flag = value.AsFlag();
        if (flag is null && !Absent(value))
        {
            Note(part, name, value);
        }

        return flag;
    }

    public EvaluationStatus? Evaluation(JsonElement? value)
    {
        EvaluationStatus? status = value switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } => EvaluationStatuses.Of(value),
            _ => EvaluationStatus.Unknown,
        };
        if (status == EvaluationStatus.Unknown)
        {
            Note(DecidingPart.EvaluationStatus, "the evaluation status", value);
        }

        return status;
    }

    public ExpectedOutcome? Outcome(JsonElement? value)
    {
        const string Name = "the expected outcome";
        if (Absent(value))
        {
            return null;
        }

        if (Unfolded(value) is not { ValueKind: JsonValueKind.Object } outcome)
        {
            Note(DecidingPart.ExpectedOutcome, Name, value);
            return null;
        }

        if (!outcome.EnumerateObject().Any())
        {
            return null;
        }

        if (!Has(outcome, "score", "explanation", "outcome_alignments"))
        {
            Note(DecidingPart.ExpectedOutcome, Name, value);
            return null;
        }

        var before = Unreadable.Count;
        var read = new ExpectedOutcome
        {
            Score = Number(DecidingPart.ExpectedOutcome, $"the score of {Name}", outcome.Field("score")),
            Explanation = TextListConverter.TextsOf(outcome.Field("explanation") ?? default),
            Alignments =
            [
                .. List(DecidingPart.ExpectedOutcome, $"the parts of {Name}", outcome.Field("outcome_alignments")).Select(Alignment),
            ],
        };

        // It was judged, and the score is missing.
        if (
            read.Score is null
            && Unreadable.Count == before
            && (read.Explanation.Count > 0 || read.Alignments.Any(part => part.Aligned != Cekura.Client.Alignment.Unknown))
        )
        {
            Note(DecidingPart.ExpectedOutcome, $"the score of {Name}", outcome.Field("score"));
        }

        return read;
    }

    public IReadOnlyList<RunMetric> Metrics(JsonElement? evaluation, JsonElement? listed)
    {
        const string Name = "the metrics";
        var evaluated = Absent(evaluation) ? null : Unfolded(evaluation);
        if (
            evaluated is { } whole
            && (whole.ValueKind != JsonValueKind.Object || (!Has(whole, "metrics") && whole.EnumerateObject().Any()))
        )
        {
            Note(DecidingPart.Metrics, Name, evaluation);
            evaluated = null;
        }

        var own = evaluated?.Field("metrics");
        var metrics = (Absent(own) ? null : ListOrNull(DecidingPart.Metrics, Name, own)) ?? List(DecidingPart.Metrics, Name, listed);
        return [.. metrics.Select(metric => MetricReader.Read(metric, this))];
    }

    public IReadOnlyList<RubricEntry> Rubric(JsonElement? value) => [.. List(DecidingPart.Rubric, "the rubric", value).Select(RubricRule)];

    public IReadOnlyList<CriticalCategory> Critical(JsonElement? value) =>
        [.. List(DecidingPart.CriticalCategories, "the critical categories", value).Select(Category)];

    public void Note(DecidingPart part, string name, JsonElement? value) => (_unreadable ??= []).Add(UnreadablePart.Of(part, name, value));

    /// <summary>Whether nothing stands there. An empty text is nothing, too.</summary>
    public static bool Absent(JsonElement? value) =>
        value is null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined }
        || (value is { ValueKind: JsonValueKind.String } text && string.IsNullOrWhiteSpace(text.GetString()));

    /// <summary>Whether an object has a field of one of these names, even if nothing stands in it.</summary>
    public static bool Has(JsonElement json, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (json.TryGetProperty(name, out _))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An object or array that was sent as a text of JSON; any other value as it is.</summary>
    public static JsonElement? Unfolded(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.String } text || text.GetString()!.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return value;
        }

        try
        {
            return DeepJson.Parse(LoneSurrogates.Replace(Encoding.UTF8.GetBytes(text.GetString()!)).Span);
        }
        catch (JsonException)
        {
            return value;
        }
    }

    private List<JsonElement> List(DecidingPart part, string name, JsonElement? value) =>
        Absent(value) ? [] : ListOrNull(part, name, value) ?? [];

    private List<JsonElement>? ListOrNull(DecidingPart part, string name, JsonElement? value)
    {
        if (Unfolded(value) is not { ValueKind: JsonValueKind.Array } list)
        {
            Note(part, name, value);
            return null;
        }

        var objects = new List<JsonElement>(list.GetArrayLength());
        foreach (var entry in list.EnumerateArray())
        {
            if (entry.ValueKind == JsonValueKind.Object)
            {
                objects.Add(entry);
            }
            else
            {
                Note(part, $"one of {name}", entry);
            }
        }

        return objects;
    }

    private double? Number(DecidingPart part, string name, JsonElement? value)
    {
        var number = value is { ValueKind: JsonValueKind.Number or JsonValueKind.String } known ? Numbers.Of(known) : null;
        if (number is null && !Absent(value))
        {
            Note(part, name, value);
        }

        return number;
    }

    private OutcomeAlignment Alignment(JsonElement json)
    {
        var read = new OutcomeAlignment
        {
            Outcome = json.TextField("outcome"),
            PromptPart = json.TextField("prompt_part"),
            Aligned = Alignments.Of(json.Field("aligned")),
        };
        if (
            read.Aligned == Cekura.Client.Alignment.Unknown
            && (!Has(json, "aligned", "outcome", "prompt_part") || !Absent(json.Field("aligned")))
        )
        {
            Note(DecidingPart.ExpectedOutcome, "the judgement of a part of the expected outcome", json.Field("aligned") ?? json);
        }

        return read;
    }

    private RubricEntry RubricRule(JsonElement json)
    {
        var name = json.TextField("metric_name") ?? "";
        if (!Has(json, "passed"))
        {
            Note(DecidingPart.Rubric, "one of the rubric's rules", json);
        }

        return new()
        {
            MetricId = json.IdField("metric_id"),
            MetricName = name,
            Value = json.TextField("value"),
            Explanation = TextListConverter.TextsOf(json.Field("explanation") ?? default),
            Passed = Flag(DecidingPart.Rubric, $"the rubric's rule of {name}", json.Field("passed")),
            Conditions = json.TextField("conditions"),
        };
    }

    private CriticalCategory Category(JsonElement json)
    {
        var priority = json.Field("priority");
        var read = new CriticalCategory
        {
            CategoryId = json.IdField("category_id") ?? 0,
            Category = json.TextField("category")!,
            Deviation = Numbers.Of(json.Field("deviation") ?? default),
            WronglyMarked = json.FlagField("wrongly_marked") ?? false,
            Feedback = json.TextField("feedback"),
            Priority = priority.AsText()?.Trim(),
        };
        if (!Has(json, "category", "category_id", "priority"))
        {
            Note(DecidingPart.CriticalCategories, "one of the critical categories", json);
        }
        else if (!read.WronglyMarked && !Absent(priority) && WireWord.Of(priority) is not ("critical" or "non_critical" or "not_a_bug"))
        {
            Note(DecidingPart.CriticalCategories, $"the priority of the deviation {read.Category}", priority);
        }

        return read;
    }
}
