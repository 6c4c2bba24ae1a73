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

    private readonly IReadOnlyList<(Outcome Outcome, string Aligned, string Why)> _parts;

    public OutcomeJudgement(IReadOnlyList<Outcome> outcomes, Evidence evidence)
    {
        _parts = [.. outcomes.Select(outcome => Judge(outcome, evidence))];
        Score =
            _parts.Any(part => part.Aligned == "no") ? 0
            : _parts.Any(part => part.Aligned == "blocked") ? Blocked
            : 100;
    }

    public double Score { get; }

    public JsonArray Explanation() => [.. _parts.Select(part => JsonValue.Create($"{Mark(part.Aligned)} {part.Outcome.Text}"))];

    public JsonObject ToJson() =>
        new()
        {
            ["score"] = Score,
            ["explanation"] = Explanation(),
            ["outcome_alignments"] = new JsonArray([
                .. _parts.Select(part => new JsonObject
                {
                    ["outcome"] = part.Why,
                    ["prompt_part"] = part.Outcome.Text,
                    ["aligned"] = part.Aligned,
                }),
            ]),
        };

    public JsonArray CriticalCategories() =>
        [
            .. _parts
                .Where(part => part.Outcome.Critical && part.Aligned == "no")
                .Select(part => new JsonObject
                {
                    ["category_id"] = part.Outcome.CategoryId,
                    ["category"] = part.Outcome.Category,
                    ["deviation"] = 1.0,
                    ["wrongly_marked"] = false,
                    ["feedback"] = "",
                    ["priority"] = "critical",
                }),
        ];

    private static (Outcome Outcome, string Aligned, string Why) Judge(Outcome outcome, Evidence evidence)
    {
        if (outcome.NeedsCondition is { } condition && evidence.FiredConditions?.Contains(condition) == false)
        {
            return (outcome, "blocked", $"The conversation never came to condition {condition} of the script.");
        }

        var finding = outcome.Rule.Judge(evidence);
        return (outcome, finding.Holds ? "yes" : "no", finding.Why);
    }

    private static string Mark(string aligned) =>
        aligned switch
        {
            "yes" => "✅",
            "no" => "❌",
            _ => "🟡",
        };
}
