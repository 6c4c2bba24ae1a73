using Cekura.Emulator.Rules;
using Cekura.Emulator.Seed;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Scoring;

/// <summary>What a scenario wants judged and the seed has no rule for: a success without it would say more than is known.</summary>
internal static class NotJudged
{
    private const int MaxLength = 200;
    private const int Shown = 2;

    private static readonly char[] Bullets = [' ', '\t', '-', '*', '•', '.'];

    /// <summary>The verdict on a run of the scenario that nothing else stands against; null when everything was judged.</summary>
    public static EmulatorVerdict? Check(Scenario scenario)
    {
        // A canned verdict is the author's judgement of the whole.
        if (scenario.Replay?.Success is not null)
        {
            return null;
        }

        IReadOnlyList<string> open =
        [
            .. OpenLines(scenario).Select(line => $"\"{Short(line)}\""),
            .. OpenMetrics(scenario).Select(metric => $"metric {metric.Id} \"{Short(metric.Name)}\""),
        ];
        if (open.Count == 0)
        {
            return null;
        }

        var first = string.Join(", ", open.Take(Shown)) + (open.Count > Shown ? $" and {open.Count - Shown} more" : "");
        IEnumerable<string> lines =
        [
            $"Not judged: the emulator has no rule and no judge for {first}.",
            .. open.Skip(Shown),
            $"In the seed, each line of the expected outcome of \"{Short(scenario.Name)}\" needs an entry of \"outcomes\" with a rule, and each of its metrics a rule, measure or classes.",
        ];
        return new("V29", string.Join('\n', lines));
    }

    /// <summary>
    /// Lines of the expected outcome without a rule. Where some of the lines are the texts of outcomes, each has to be; else the outcomes
    /// stand for the whole.
    /// </summary>
    private static List<string> OpenLines(Scenario scenario)
    {
        if (scenario.Replay?.ExpectedOutcome is not null)
        {
            return [];
        }

        var lines = scenario.ExpectedOutcomePrompt.Split('\n').Where(line => Bare(line).Length > 0).ToList();
        var open = lines
            .Where(line =>
                !scenario.Outcomes.Any(outcome => string.Equals(Bare(outcome.Text), Bare(line), StringComparison.OrdinalIgnoreCase))
            )
            .ToList();
        return scenario.Outcomes.Count == 0 || open.Count < lines.Count ? open : [];
    }

    private static IEnumerable<Metric> OpenMetrics(Scenario scenario) =>
        scenario.Replay?.Metrics is null
            ? scenario.Metrics.Where(metric =>
                metric is { Code: not Metric.ExpectedOutcomeCode, Rule: null, Measure: null, Classes.Count: 0 }
            )
            : [];

    private static string Bare(string line) => line.Trim().Trim(Bullets);

    private static string Short(string text) => OneLine.Of(text, MaxLength);
}
