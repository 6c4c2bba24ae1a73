using Cekura.Client;
using Cekura.Runs.Report;

namespace Cekura.Runs.Verdict;

/// <summary>What a run gives to judge it by: the derived values of the verdict rules.</summary>
internal sealed class Evidence
{
    private const double Met = 100;
    private const double Undecided = 50;

    public Evidence(Run run)
    {
        Run = run;
        Outcome = Read(run.ExpectedOutcome);
        RubricFailed = [.. run.Rubric.Where(entry => entry.Passed == false)];
        BinaryFailed = [.. run.Metrics.Where(metric => !MetricReading.IsExpectedOutcome(metric) && MetricReading.Passes(metric) == false)];
        Critical =
        [
            .. run.CriticalCategories.Where(category =>
                string.Equals(category.Priority, "critical", StringComparison.OrdinalIgnoreCase) && !category.WronglyMarked),
        ];
    }

    public Run Run { get; }

    public ExpectedOutcomeReading Outcome { get; }

    public IReadOnlyList<RubricEntry> RubricFailed { get; }

    public IReadOnlyList<RunMetric> BinaryFailed { get; }

    /// <summary>Critical deviations that no person marked as wrong.</summary>
    public IReadOnlyList<CriticalCategory> Critical { get; }

    /// <summary>Whether nothing but the undecided expected outcome stands against the run.</summary>
    public bool OnlyOutcomeIsBlocked =>
        Outcome == ExpectedOutcomeReading.Blocked && BinaryFailed.Count == 0 && RubricFailed.All(IsExpectedOutcomeRule);

    /// <summary>Whether the run was judged by nothing: it only shows that a conversation completed.</summary>
    public bool IsEmpty => Run.Metrics.Count == 0 && Run.Rubric.Count == 0 && Outcome == ExpectedOutcomeReading.None;

    /// <summary>Parts of the expected outcome that were not met, in the service's own words, each with what happened instead.</summary>
    public IEnumerable<string> UnmetParts => Marked("❌").SelectMany(WithWhatHappened);

    /// <summary>Parts of the expected outcome that could not be judged.</summary>
    public IReadOnlyList<string> BlockedParts
    {
        get
        {
            IReadOnlyList<string> parts =
            [
                .. (Run.ExpectedOutcome?.Alignments ?? [])
                    .Where(alignment => alignment.Aligned == Alignment.Blocked)
                    .Select(alignment => alignment.PromptPart ?? alignment.Outcome ?? "")
                    .Where(part => part.Length > 0),
            ];
            return parts.Count > 0 ? parts : [.. Marked("🟡").Select(line => line["🟡".Length..].Trim())];
        }
    }

    private IEnumerable<string> Marked(string mark) =>
        (Run.ExpectedOutcome?.Explanation ?? [])
            .SelectMany(text => text.Split('\n'))
            .Select(line => line.Trim())
            .Where(line => line.StartsWith(mark, StringComparison.Ordinal));

    private IEnumerable<string> WithWhatHappened(string line)
    {
        yield return line;
        if (Remarks.OfLine(Run, line) is { Text.Length: > 0 } remark)
        {
            yield return $"    {remark.PlacedText}";
        }
    }

    private bool IsExpectedOutcomeRule(RubricEntry entry) =>
        MetricReading.IsNamedExpectedOutcome(entry.MetricName)
        || Run.Metrics.Any(metric => metric.Id is { } id && id == entry.MetricId && MetricReading.IsExpectedOutcome(metric));

    private static ExpectedOutcomeReading Read(ExpectedOutcome? outcome)
    {
        if (outcome?.Score is not { } score)
        {
            return ExpectedOutcomeReading.None;
        }

        if (score >= Met)
        {
            return ExpectedOutcomeReading.Met;
        }

        var parts = outcome.Alignments;
        var isBlocked = parts.Count == 0
            ? score is Undecided
            : parts.Any(part => part.Aligned == Alignment.Blocked) && parts.All(part => part.Aligned != Alignment.No);
        return isBlocked ? ExpectedOutcomeReading.Blocked : ExpectedOutcomeReading.Unmet;
    }
}
