using System.Text.Json.Nodes;
using Cekura.Emulator.Rules;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Scoring;

/// <summary>
/// The parts of an expected outcome, judged one by one: <c>expected_outcome</c> and <c>critical_categories</c> of <c>GET runs/{id}/</c>.
/// </summary>
internal sealed class OutcomeJudgement
{
    /// <summary>The score of parts of which none was missed, and one could not be judged.</summary>
    public const double Blocked = 50;

    private readonly IReadOnlyList<Part> _parts;

    private OutcomeJudgement(IReadOnlyList<Part> parts)
    {
        _parts = parts;
        Score =
            _parts.Any(part => part.Aligned == "no") ? 0
            : _parts.Any(part => part.Aligned == "blocked") ? Blocked
            : 100;
    }

    public double Score { get; }

    /// <summary>The judgement; null when neither a rule nor a model judged any part.</summary>
    public static OutcomeJudgement? Of(Scenario scenario, Evidence evidence)
    {
        IEnumerable<Part> byRule = scenario.Outcomes.Select(outcome => Judge(outcome, evidence));
        if (evidence.Judged is not { } judged)
        {
            return scenario.Outcomes.Count == 0 ? null : new([.. byRule]);
        }

        var lines = OpenParts
            .Lines(scenario)
            .Select(judged.Line)
            .OfType<JudgedLine>()
            .Where(line => line.Advice is null)
            .Select(line => new Part(line.Line.Trim(), line.Aligned, line.Sentence(judged.Model), Outcome: null));

        // In the order in which the scenario has them; outcomes that stand for the whole come first.
        var order = OpenParts.AllLines(scenario).ToList();
        IReadOnlyList<Part> parts = [.. byRule.Concat(lines).OrderBy(part => order.FindIndex(line => OpenParts.IsSame(line, part.Text)))];
        return parts.Count == 0 ? null : new(parts);
    }

    public JsonArray Explanation() => [.. _parts.Select(part => JsonValue.Create($"{Mark(part.Aligned)} {part.Text}"))];

    public JsonObject ToJson() =>
        new()
        {
            ["score"] = Score,
            ["explanation"] = Explanation(),
            ["outcome_alignments"] = new JsonArray([
                .. _parts.Select(part => new JsonObject
                {
                    ["outcome"] = part.Why,
                    ["prompt_part"] = part.Text,
                    ["aligned"] = part.Aligned,
                }),
            ]),
        };

    public JsonArray CriticalCategories() =>
        [
            .. _parts
                .Where(part => part is { Outcome.Critical: true, Aligned: "no" })
                .Select(part => new JsonObject
                {
                    ["category_id"] = part.Outcome!.CategoryId,
                    ["category"] = part.Outcome.Category,
                    ["deviation"] = 1.0,
                    ["wrongly_marked"] = false,
                    ["feedback"] = "",
                    ["priority"] = "critical",
                }),
        ];

    private static Part Judge(Outcome outcome, Evidence evidence)
    {
        if (outcome.NeedsCondition is { } condition && evidence.FiredConditions?.Contains(condition) == false)
        {
            return new(outcome.Text, "blocked", $"The conversation never came to condition {condition} of the script.", outcome);
        }

        var finding = outcome.Rule.Judge(evidence);
        return new(outcome.Text, finding.Holds ? "yes" : "no", finding.Why, outcome);
    }

    private static string Mark(string aligned) =>
        aligned switch
        {
            "yes" => "✅",
            "no" => "❌",
            _ => "🟡",
        };

    /// <param name="Text">What is wanted.</param>
    /// <param name="Aligned">The service's word: yes, no or blocked.</param>
    /// <param name="Why">A sentence with what was seen.</param>
    /// <param name="Outcome">The seed's rule; null: a model judged.</param>
    private sealed record Part(string Text, string Aligned, string Why, Outcome? Outcome);
}
