using Cekura.Client;
using Cekura.Manifests.Text;

namespace Cekura.Runs.Conversations;

/// <summary>What the checks say about a run's conversation, each at its turn where that can be told.</summary>
internal static class CheckRemarks
{
    /// <summary>The parts of the expected outcome, then the metrics; the metric that repeats the expected outcome is left out.</summary>
    public static IReadOnlyList<Remark> Of(Run run) =>
        [
            .. (run.ExpectedOutcome?.Alignments ?? []).Select(part => OfPart(run, part)),
            .. run
                .Metrics.Where(metric => !MetricRules.IsExpectedOutcome(metric) && !MetricRules.IsNotApplicable(metric))
                .Select(metric => OfMetric(run, metric)),
        ];

    /// <summary>What happened in the conversation instead of a part of the expected outcome.</summary>
    public static Remark OfPart(Run run, OutcomeAlignment part)
    {
        var happened = UntrustedText.Line(LetterEscapes.Read(part.Outcome ?? ""));
        bool? holds = part.Aligned switch
        {
            Alignment.Yes => true,
            Alignment.No => false,
            _ => null,
        };
        return new(UntrustedText.Line(part.PromptPart, 200), holds, happened, TurnFinder.Find(run.TranscriptTurns, happened));
    }

    /// <summary>
    /// What happened for the part that a line of the expected outcome's explanation is about; null when the service does not say.
    /// </summary>
    public static Remark? OfLine(Run run, string line) =>
        run.ExpectedOutcome?.Alignments.FirstOrDefault(part =>
            part.PromptPart is { Length: > 0 } words && line.EndsWith(words.Trim(), StringComparison.OrdinalIgnoreCase)
        )
            is { } part
            ? OfPart(run, part)
            : null;

    /// <summary>Why a metric scored as it did.</summary>
    public static Remark OfMetric(Run run, RunMetric metric)
    {
        var why = UntrustedText.Line(LetterEscapes.Read(metric.Explanation.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) ?? ""));
        var place = TurnFinder.Find(run.TranscriptTurns, why);
        return MetricRules.Passes(metric) is { } passes
            ? new(UntrustedText.Line(metric.Name, 120), passes && !IsRubricFailed(run, metric), why, place)
            : new(
                $"{UntrustedText.Line(metric.Name, 120)} = {UntrustedText.Line(MetricRules.Value(metric), 120)}",
                IsRubricFailed(run, metric) ? false : null,
                why,
                place
            );
    }

    private static bool IsRubricFailed(Run run, RunMetric metric) =>
        run.Rubric.Any(entry => entry.Passed == false && MetricRules.IsRuleOf(entry, metric));
}
