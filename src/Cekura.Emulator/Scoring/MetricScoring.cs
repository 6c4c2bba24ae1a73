using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Emulator.Rules;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Scoring;

/// <summary>Makes an entry of <c>evaluation.metrics</c> of <c>GET runs/{id}/</c>.</summary>
internal static class MetricScoring
{
    private const double Pass = 5;

    public static JsonObject Score(Metric metric, Evidence evidence, OutcomeJudgement? outcome)
    {
        if (metric.OnlyIf?.Judge(evidence) is { Holds: false } failed)
        {
            return NotApplicable(metric, $"Not applicable: {failed.Why}");
        }

        return metric switch
        {
            { Code: Metric.ExpectedOutcomeCode } => ExpectedOutcome(metric, outcome),
            { Rule: { } rule } => Binary(metric, rule.Judge(evidence)),
            { Measure: { } measure } => Numeric(metric, measure, evidence),
            { Classes.Count: > 0 } => Enum(metric, evidence),
            _ when evidence.Judged?.Metric(metric.Id) is { } judged => OfModel(metric, judged, evidence.Judged.Model),
            { NeedsService: { } reason } => NotApplicable(metric, reason),
            _ => NotApplicable(metric, "The seed has neither a rule nor a measure for this metric."),
        };
    }

    /// <summary>The entry of what a model judged. What has no verdict, or decides nothing, has no score.</summary>
    public static JsonObject OfModel(Metric metric, JudgedMetric judged, string model)
    {
        var sentence = judged.Sentence(model);
        if (judged.IsNotApplicable)
        {
            return NotApplicable(metric, sentence);
        }

        if (judged.Answer is null || judged.Advice is not null)
        {
            return Entry(metric, score: null, [judged.Advice is null ? sentence : $"Advice: {sentence} {judged.Advice}"]);
        }

        switch (metric.EvalType)
        {
            case "binary":
                return Binary(metric, new(judged.Answer.GetValue<bool>(), sentence));
            case "enum":
                var label = Entry(metric, score: null, [sentence]);
                (label["enum"], label["value"]) = (judged.Answer.DeepClone(), judged.Answer.DeepClone());
                return label;
            default:
                return Entry(metric, judged.Answer.GetValue<double>(), [sentence]);
        }
    }

    private static JsonObject Binary(Metric metric, Finding finding)
    {
        var entry = Entry(metric, finding.Holds ? Pass : 0, [finding.Why]);
        entry["score_normalized"] = finding.Holds ? 1 : 0;

        // The newer form; the older one stays beside it.
        entry["eval_type"] = metric.EvalType;
        entry["passed"] = finding.Holds;
        return entry;
    }

    private static JsonObject ExpectedOutcome(Metric metric, OutcomeJudgement? outcome)
    {
        if (outcome is null)
        {
            return NotApplicable(metric, "The scenario expects no outcome, or the seed has no rules for it.");
        }

        // A blocked outcome is neither met nor missed.
        double? score = outcome.Score switch
        {
            100 => Pass,
            0 => 0,
            _ => null,
        };
        var entry = Entry(metric, score, outcome.Explanation());
        entry["score_normalized"] = score / Pass;
        return entry;
    }

    private static JsonObject Numeric(Metric metric, Measure measure, Evidence evidence)
    {
        if (measure.Of(evidence) is not { } number)
        {
            return NotApplicable(metric, $"The conversation has nothing to measure {measure.Name} by.");
        }

        var entry = Entry(metric, number, [string.Create(CultureInfo.InvariantCulture, $"{measure.Name}: {number} {measure.Unit}.")]);
        if (measure.HasPercentiles)
        {
            entry["extra"] = new JsonObject { ["percentiles"] = Measure.Percentiles(evidence) };
        }

        return entry;
    }

    private static JsonObject Enum(Metric metric, Evidence evidence)
    {
        foreach (var (value, rule) in metric.Classes)
        {
            var finding = rule?.Judge(evidence) ?? new(Holds: true, "Nothing else applies.");
            if (finding.Holds)
            {
                var entry = Entry(metric, score: null, [finding.Why]);
                entry["enum"] = value;
                entry["value"] = value;
                return entry;
            }
        }

        return NotApplicable(metric, "None of the classes applies.");
    }

    private static JsonObject NotApplicable(Metric metric, string why)
    {
        var entry = Entry(metric, score: null, [why]);
        entry["score_normalized"] = null;
        entry["extra"] = new JsonObject { ["trigger_failed"] = true };
        return entry;
    }

    private static JsonObject Entry(Metric metric, double? score, JsonArray explanation) =>
        new()
        {
            ["id"] = metric.Id,
            ["name"] = metric.Name,
            ["type"] = metric.EvalType == "binary" ? "binary_workflow_adherence" : metric.EvalType,
            ["score"] = score,
            ["explanation"] = explanation,
            ["function_name"] = metric.FunctionName,
            ["vocera_defined_metric_code"] = metric.Code,
            ["extra"] = new JsonObject(),
        };
}
