using System.Text.Json.Nodes;
using Cekura.Emulator.Rules;
using Cekura.Emulator.Seed;
using Cekura.Models.Chat;

namespace Cekura.Emulator.Judging;

/// <summary>How a metric scores a conversation: pass or fail, from 0 to 5, a number, or a label.</summary>
/// <param name="metric">The metric.</param>
/// <param name="criterion">Its prompt, filled in.</param>
/// <param name="recorded">The same, as cassettes know it.</param>
/// <param name="dialogue">The conversation.</param>
internal sealed class MetricQuestion(Metric metric, string criterion, string recorded, Dialogue dialogue)
    : Question($"judge metric {metric.Id}", dialogue)
{
    private const string Pass = JudgedMetric.Pass;
    private const string Fail = JudgedMetric.Fail;
    private const double MaxRating = 5;

    private bool IsBinary => metric.EvalType == "binary";

    private bool IsRating => metric.EvalType == "continuous_qualitative";

    private IReadOnlyList<string> Labels => metric.EvalType == "enum" ? metric.Labels : [];

    public override string Rules =>
        metric.EvalType switch
        {
            "binary" => JudgePrompts.BinaryRules,
            "continuous_qualitative" => JudgePrompts.RatingRules,
            "enum" => JudgePrompts.LabelRules,
            _ => JudgePrompts.NumberRules,
        };

    public override string Text =>
        JudgePrompts.Question(
            "Criterion",
            criterion,
            Labels,
            Dialogue.Text,
            IsBinary ? "\"pass\""
                : Labels.Count > 0 ? JsonValue.Create(Labels[0])!.ToJsonString()
                : "3"
        );

    public override string Criterion => Labels.Count == 0 ? recorded : $"{recorded}\n{string.Join('\n', Labels)}";

    public override AnswerShape Shape =>
        new(
            "judged_metric",
            Schema(
                IsBinary ? OneOf([Pass, Fail])
                : Labels.Count > 0 ? OneOf(Labels)
                : new JsonObject { ["type"] = "number" }
            )
        );

    // A criterion may be about both parties; only one that names the agent alone wants the agent's own words.
    public override IReadOnlyList<Reading> Read(JsonObject answer)
    {
        var reading = Read(answer, Taken, taken => IsBinary && taken.GetValue<bool>(), Subject.IsAgentOnly(criterion));

        // A low rating may be given for an attempt to talk the judge into a high one; a high one may not follow from it.
        return reading is { Fault: null, Answer: { } taken } && !IsBinary && !(IsRating && taken.GetValue<double>() <= MaxRating / 2)
            ? [reading with { Fault = Dialogue.FaultOfRating(reading.Turn) }]
            : [reading];
    }

    private JsonNode? Taken(JsonNode? node) =>
        IsBinary
            ? Word(node, Pass, Fail) is { } word
                ? JsonValue.Create(word.ToString() == Pass)
                : null
            : Labels.Count > 0
                ? Word(node, Labels)
                : Number(node) is { } number && (!IsRating || number is >= 0 and <= MaxRating)
                    ? JsonValue.Create(number)
                    : null;
}
