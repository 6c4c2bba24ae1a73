using Cekura.Client;
using Cekura.Runs.Report;

namespace Cekura.Runs.Verdict;

/// <summary>Remarks on a run that change nothing.</summary>
internal static class Notes
{
    private const string NothingAttached = "no metric was attached: the run only shows that the conversation completed";
    private const string NothingApplied = "no metric applied: the run only shows that the conversation completed";
    private const string Warning = "warning: ";
    private const int MostUnreadable = 10;

    /// <summary>Whether a note is one that a person has to see.</summary>
    public static bool IsWarning(string note) => note.StartsWith(Warning, StringComparison.Ordinal);

    /// <summary>Notes on a run whose conversation completed.</summary>
    public static IEnumerable<string> OfCompleted(Evidence evidence, VerdictRules rules)
    {
        var run = evidence.Run;
        if (Contradiction(run) is { } contradiction)
        {
            yield return contradiction;
        }

        foreach (var metric in run.Metrics.Where(MetricReading.IsNotApplicable))
        {
            yield return $"not applicable: {UntrustedText.Line(metric.Name, 120)}";
        }

        foreach (var category in rules.FailOnCritical ? [] : evidence.Critical)
        {
            yield return $"critical deviation: {UntrustedText.Line(category.Category, 120)}";
        }

        if (run is { Success: true, ExpectedOutcome.Score: { } score }
            && evidence.Outcome is ExpectedOutcomeReading.Unmet or ExpectedOutcomeReading.Blocked)
        {
            yield return $"expected outcome {MetricReading.Number(score)}, not part of the rubric";
        }

        if (evidence.IsEmpty)
        {
            yield return run.Metrics.Count == 0 ? NothingAttached : NothingApplied;
        }

        foreach (var strange in evidence.Unreadable.Take(MostUnreadable))
        {
            yield return $"{Warning}not judged: {CannotBeRead(strange)}";
        }

        if (Redaction.WithoutSecrets(run.RecordingUrl) is { Length: > 0 } recording)
        {
            yield return $"recording: {UntrustedText.Line(recording, 200)}";
        }
    }

    /// <summary>Notes on a run that has no conversation to judge: a review of it decides nothing.</summary>
    public static IEnumerable<string> OfReviewWithoutConversation(Run run)
    {
        if (run.EvaluationStatus is EvaluationStatus.ReviewedSuccess or EvaluationStatus.ReviewedFailure)
        {
            var review = run.EvaluationStatus == EvaluationStatus.ReviewedSuccess ? "success" : "failure";
            yield return $"reviewed as a {review}, which does not count: the run did not complete";
        }
    }

    /// <summary>What cannot be read, and what stands there.</summary>
    public static string CannotBeRead(UnreadablePart strange) => $"{UntrustedText.Line(strange.Name, 120)} cannot be read ({UntrustedText.Line(strange.Found, 120)})";

    private static string? Contradiction(Run run) => (run.Success, run.EvaluationStatus) switch
    {
        (true, EvaluationStatus.Failure) => "evaluation status failure contradicts success, which decides",
        (false, EvaluationStatus.Success) => "evaluation status success contradicts the failed checks, which decide",
        _ => null,
    };
}
