using System.Text.Json.Nodes;
using Cekura.Emulator.Seed;
using Cekura.Models.Chat;

namespace Cekura.Emulator.Judging;

/// <summary>Whether a metric has to do with a conversation: its custom trigger.</summary>
/// <param name="metric">The metric.</param>
/// <param name="condition">The prompt of its trigger, filled in.</param>
/// <param name="recorded">The same, as cassettes know it.</param>
/// <param name="dialogue">The conversation.</param>
internal sealed class TriggerQuestion(Metric metric, string condition, string recorded, Dialogue dialogue)
    : Question($"judge metric {metric.Id} trigger", dialogue)
{
    private const string Yes = "yes";
    private const string No = "no";

    public override string Rules => JudgePrompts.TriggerRules;

    public override string Text => JudgePrompts.Question("Condition", condition, [], Dialogue.Text, "\"yes\"");

    public override string Criterion => recorded;

    public override AnswerShape Shape => new("judged_trigger", Schema(OneOf([Yes, No])));

    // How a conversation ended is no turn: a condition may hold without one.
    public override IReadOnlyList<Reading> Read(JsonObject answer) =>
        [
            Read(
                answer,
                node => Word(node, Yes, No) is { } word ? JsonValue.Create(word.ToString() == Yes) : null,
                _ => false,
                byAgent: false
            ),
        ];
}
