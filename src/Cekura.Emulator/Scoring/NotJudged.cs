using Cekura.Emulator.Rules;
using Cekura.Emulator.Seed;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Scoring;

/// <summary>
/// What a scenario wants judged and nothing judged: neither a rule of the seed nor a model. A success without it would say more than is
/// known.
/// </summary>
internal static class NotJudged
{
    private const int MaxLength = 200;
    private const int Shown = 2;

    /// <summary>The verdict on a run of the scenario that nothing else stands against; null when everything was judged.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="judged">What a model judged; null: none was asked.</param>
    /// <param name="score">The score that it came to.</param>
    public static EmulatorVerdict? Check(Scenario scenario, Judged? judged, Score score)
    {
        var metrics = OpenParts.Metrics(scenario).Where(metric => judged?.Metric(metric.Id) is null).ToList();
        IReadOnlyList<string> open =
        [
            .. OpenParts.Lines(scenario).Where(line => judged?.Line(line) is null).Select(line => $"\"{Short(line)}\""),
            .. metrics.Select(Named),
        ];
        return open.Count > 0 ? Open(scenario, open, metrics)
            : judged is null ? null
            : WithoutVerdict(judged) ?? AdviceAlone(scenario, judged, score);
    }

    private static EmulatorVerdict Open(Scenario scenario, IReadOnlyList<string> open, List<Metric> metrics)
    {
        IEnumerable<string> lines =
        [
            $"Not judged: the emulator has no rule and no judge for {Listed(open)}.",
            .. open.Skip(Shown),
            .. metrics.Where(metric => metric.NeedsService is not null).Select(metric => $"{Named(metric)}: {metric.NeedsService}"),
            $"In the seed, each line of the expected outcome of \"{Short(scenario.Name)}\" needs an entry of \"outcomes\" with a rule, and each of its metrics a rule, measure or classes.",
        ];
        return new("V29", string.Join('\n', lines));
    }

    /// <summary>A judge that gave no verdict: this is never the agent's failure, and never a pass.</summary>
    private static EmulatorVerdict? WithoutVerdict(Judged judged)
    {
        IReadOnlyList<(string Name, JudgedPart Part)> missing =
        [
            .. judged.Lines.Select(line => ($"\"{Short(line.Line)}\"", (JudgedPart)line)),
            .. judged.Metrics.Select(metric => ($"metric {metric.Id} \"{Short(metric.Name)}\"", (JudgedPart)metric)),
        ];
        missing = [.. missing.Where(entry => !entry.Part.HasVerdict && entry.Part.Advice is null)];
        if (missing.Count == 0)
        {
            return null;
        }

        IEnumerable<string> lines =
        [
            $"Infrastructure: no verdict on {Listed([.. missing.Select(entry => entry.Name)])} from the judge, {judged.Model} on this machine, not Cekura. {missing[0].Part.Why}",
            .. missing.Skip(1).Select(entry => $"{entry.Name}: {entry.Part.Why}"),
            "This is not the agent's failure, and no pass.",
        ];
        return new("V30", string.Join('\n', lines));
    }

    /// <summary>
    /// Where nothing decides, a pass would say more than is known: a metric that has no value, or that is a number which no rubric limits,
    /// fails no run.
    /// </summary>
    private static EmulatorVerdict? AdviceAlone(Scenario scenario, Judged judged, Score score)
    {
        var decides =
            judged.Lines.Any(line => line.Advice is null)
            || scenario.Outcomes.Count > 0
            || scenario.Replay?.Success is not null
            || scenario.Replay?.ExpectedOutcome is not null
            || score.Rubric is { Count: > 0 }
            || score.Metrics.Any(metric => Scorer.DecidesAsBinary(metric!));
        return decides || !judged.Advice().Any()
            ? null
            : new(
                "V29",
                string.Join('\n', ["Not judged: the judge's advice is all there is, and advice decides nothing.", .. judged.Advice()])
            );
    }

    private static string Listed(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(Shown)) + (names.Count > Shown ? $" and {names.Count - Shown} more" : "");

    private static string Named(Metric metric) => $"metric {metric.Id} \"{Short(metric.Name)}\"";

    private static string Short(string text) => OneLine.Of(text, MaxLength);
}
