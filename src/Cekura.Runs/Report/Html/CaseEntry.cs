using Cekura.Runs.Plan;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Report.Html;

/// <summary>What the overview keeps of a finished case; its conversation is on disk already.</summary>
/// <param name="Number">Number of the case in the report, from 1.</param>
/// <param name="Case">The case.</param>
/// <param name="Outcome">Its outcome.</param>
/// <param name="Passed">How many of its runs passed.</param>
/// <param name="Total">How many of its runs count.</param>
/// <param name="Duration">How long its conversations lasted together.</param>
/// <param name="Headline">The first line of the message; empty where it passed.</param>
/// <param name="Measures">Values of numeric metrics and ratings.</param>
/// <param name="Checks">Whether binary metrics passed.</param>
internal sealed record CaseEntry(
    int Number,
    ScenarioCase Case,
    Outcome Outcome,
    int Passed,
    int Total,
    TimeSpan Duration,
    string Headline,
    IReadOnlyList<(string Metric, double Value)> Measures,
    IReadOnlyList<(string Metric, bool Passed)> Checks)
{
    public static CaseEntry Of(int number, ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        var metrics = verdict.Runs.SelectMany(run => run.Run?.Metrics ?? []).ToList();
        return new(
            number,
            scenarioCase,
            verdict.Outcome,
            verdict.Passed,
            verdict.Total,
            verdict.Duration,
            UntrustedText.Line(verdict.Message?.Split('\n', 2)[0], 300),
            [.. metrics.Where(IsMeasure).Select(metric => (metric.Name, metric.Score!.Value))],
            [.. metrics.Where(metric => MetricReading.Passes(metric) is not null).Select(metric => (metric.Name, MetricReading.Passes(metric)!.Value))]);
    }

    private static bool IsMeasure(Client.RunMetric metric) =>
        metric.Score is not null && !MetricReading.IsBinary(metric) && !MetricReading.IsNotApplicable(metric);

    /// <summary>Address of the case inside the report.</summary>
    public string Anchor => FormattableString.Invariant($"case-{Number}");
}
