using System.Text.Json.Nodes;
using Cekura.Emulator.Rules;
using Cekura.Models.Chat;

namespace Cekura.Emulator.Judging;

/// <summary>Whether the lines of an expected outcome are met: one call, one answer for each line.</summary>
internal sealed class OutcomeQuestion(IReadOnlyList<string> statements, IReadOnlyList<string> recorded, Dialogue dialogue)
    : Question("judge outcome", dialogue)
{
    private static readonly string[] Answers = [JudgedPart.Met, JudgedPart.Unmet, JudgedPart.Blocked];

    public override string Rules => JudgePrompts.OutcomeRules;

    public override string Text => JudgePrompts.OutcomeQuestion(statements, Dialogue.Text);

    public override string Criterion => string.Join('\n', recorded);

    public override AnswerShape Shape { get; } =
        new(
            "judged_statements",
            Object([
                (
                    "statements",
                    new() { ["type"] = "array", ["items"] = Schema(OneOf(Answers), ("statement", new JsonObject { ["type"] = "integer" })) }
                ),
            ])
        );

    public override int Count => statements.Count;

    public override string Name(int index) => $"Statement {index + 1}: ";

    public override IReadOnlyList<Reading> Read(JsonObject answer)
    {
        var entries = (answer["statements"] as JsonArray ?? [])
            .OfType<JsonObject>()
            .ToLookup(entry => WholeNumber(entry["statement"]) ?? 0);
        return [.. statements.Select((statement, index) => Read([.. entries[index + 1]], statement))];
    }

    private Reading Read(IReadOnlyList<JsonObject> entries, string statement) =>
        entries switch
        {
            [] => Reading.Faulty("There is no answer to it."),
            [var entry] => Read(
                entry,
                node => Word(node, Answers),
                taken => taken.ToString() == JudgedPart.Met,
                !Subject.IsCaller(statement)
            ),
            _ => Reading.Faulty($"There are {entries.Count} answers to it."),
        };
}
