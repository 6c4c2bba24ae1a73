using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Scoring;

/// <summary>What a scenario wants judged and the seed has no rule for: a model judges it, or nothing does.</summary>
internal static class OpenParts
{
    private static readonly char[] Bullets = [' ', '\t', '-', '*', '•', '.'];

    /// <summary>The lines of the expected outcome.</summary>
    public static IReadOnlyList<string> AllLines(Scenario scenario) =>
        [.. scenario.ExpectedOutcomePrompt.Split('\n').Where(line => Bare(line).Length > 0)];

    /// <summary>
    /// Lines of the expected outcome without a rule. Where some of the lines are the texts of outcomes, each has to be; else the outcomes
    /// stand for the whole. A line that stands twice is one line.
    /// </summary>
    public static IReadOnlyList<string> Lines(Scenario scenario)
    {
        // A canned verdict is the author's judgement of the whole.
        if (scenario.Replay?.Success is not null || scenario.Replay?.ExpectedOutcome is not null)
        {
            return [];
        }

        var lines = AllLines(scenario);
        var open = lines.Where(line => !scenario.Outcomes.Any(outcome => IsSame(outcome.Text, line))).ToList();
        var asked = open.DistinctBy(Bare, StringComparer.OrdinalIgnoreCase).ToList();
        return scenario.Outcomes.Count == 0 || open.Count < lines.Count ? asked : [];
    }

    /// <summary>Metrics that no rule and no measure scores.</summary>
    public static IReadOnlyList<Metric> Metrics(Scenario scenario) =>
        scenario.Replay is { Metrics: not null } or { Success: not null } ? [] : [.. scenario.Metrics.Where(IsOpen)];

    public static bool IsOpen(Metric metric) =>
        metric is { Code: not Metric.ExpectedOutcomeCode, Rule: null, Measure: null, Classes.Count: 0 };

    /// <summary>Whether two lines say the same, whatever bullets they have.</summary>
    public static bool IsSame(string text, string line) => string.Equals(Bare(text), Bare(line), StringComparison.OrdinalIgnoreCase);

    /// <summary>The line without what makes it an item of a list.</summary>
    public static string Bare(string line) => line.Trim().Trim(Bullets);
}
