using Cekura.Emulator.Script;

namespace Cekura.Emulator.Seed;

/// <summary>Reads an entry of <c>scenarios[].outcomes</c>.</summary>
internal static class OutcomeReader
{
    public static Outcome Read(SeedElement element, long scenario, int index, CallerScript? script)
    {
        element.KnowOnly("text", "rule", "needs_condition", "critical", "category_id", "category");
        var text = element.Require("text").Text();
        return new()
        {
            Text = text,
            Rule = RuleReader.Read(element.Require("rule")),
            NeedsCondition = element.Get("needs_condition") is { } condition ? Known(condition, script) : null,
            Critical = element.Get("critical")?.Boolean() ?? false,
            // Stable as long as the outcome keeps its place.
            CategoryId = element.Get("category_id")?.Integer(min: 1) ?? (scenario * 100) + index + 1,
            Category = element.Get("category")?.Text() ?? text,
        };
    }

    private static int Known(SeedElement element, CallerScript? script)
    {
        var id = (int)element.Integer(min: 0, max: int.MaxValue);
        if (script is not null && !script.Conditions.Any(condition => condition.Id == id))
        {
            throw element.Error(
                $"{element.Path}: the script has no condition {id}; it has {string.Join(", ", script.Conditions.Select(condition => condition.Id))}.",
                SeedCode.UnknownCondition
            );
        }

        return id;
    }
}
