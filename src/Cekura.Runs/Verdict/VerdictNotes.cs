using System.Text.Json;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;

namespace Cekura.Runs.Verdict;

/// <summary>Remarks on a run that change nothing.</summary>
internal static class VerdictNotes
{
    public const string NothingAttached = "no metric was attached: the run only shows that the conversation completed";
    private const string NothingApplied = "no metric applied: the run only shows that the conversation completed";
    private const string Warning = "warning: ";
    private const int MaxUnreadable = 10;
    private const int MaxEmulatorNotes = 10;
    private const int MaxEmulatorNoteLength = 1000;

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

        foreach (var note in OfEmulator(run))
        {
            yield return note;
        }

        foreach (var metric in run.Metrics.Where(MetricRules.IsNotApplicable))
        {
            yield return $"not applicable: {UntrustedText.Line(metric.Name, 120)}";
        }

        foreach (var category in rules.FailOnCritical ? [] : evidence.Critical)
        {
            yield return $"critical deviation: {UntrustedText.Line(category.Category, 120)}";
        }

        if (
            run is { Success: true, ExpectedOutcome.Score: { } score }
            && evidence.Outcome is ExpectedOutcomeState.Unmet or ExpectedOutcomeState.Blocked
        )
        {
            yield return $"expected outcome {NumberText.Of(score, MetricRules.OutcomeMet)}, not part of the rubric";
        }

        // What the emulator says of its own run says more than that nothing scored it.
        if (evidence.IsEmpty && EmulatorVerdict.Of(run) is null)
        {
            yield return run.Metrics.Count == 0 ? NothingAttached : NothingApplied;
        }

        foreach (var strange in evidence.Unreadable.Take(MaxUnreadable))
        {
            yield return $"{Warning}not judged: {CannotBeRead(strange)}";
        }
    }

    /// <summary>What the emulator remarks on a run; agents of the service write metadata too, and are not asked.</summary>
    private static IEnumerable<string> OfEmulator(Run run)
    {
        // Hardly any run has some, and the metadata of thousands that passed need not be read for them.
        if (run.Json is { } json && json.Span.IndexOf("emulator_notes"u8) < 0)
        {
            return [];
        }

        return
            RunOrigin.IsEmulated(run)
            && run.Metadata is { } metadata
            && metadata.TryGetProperty("emulator_notes", out var notes)
            && notes.ValueKind == JsonValueKind.Array
            ?
            [
                .. notes
                    .EnumerateArray()
                    .Where(note => note.ValueKind == JsonValueKind.String)
                    .Take(MaxEmulatorNotes)
                    .Select(note => UntrustedText.Line(note.GetString(), MaxEmulatorNoteLength)),
            ]
            : [];
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

    /// <summary>What became of a run after the time limit: it decides nothing.</summary>
    public static IEnumerable<string> OfOutOfTime(Run run)
    {
        if (run.Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Timeout or RunStatus.Cancelled)
        {
            var score = run.Success switch
            {
                true => ", scored as a success",
                false => ", scored as a failure",
                null => "",
            };
            yield return $"after the time limit it was {run.Status.ToString().ToLowerInvariant()}{score}, which does not count";
        }
    }

    /// <summary>What cannot be read, and what stands there.</summary>
    public static string CannotBeRead(UnreadablePart strange) =>
        $"{UntrustedText.Line(strange.Name, 120)} cannot be read ({UntrustedText.Line(LetterEscapes.Read(strange.Found), 120)})";

    private static string? Contradiction(Run run) =>
        (run.Success, run.EvaluationStatus) switch
        {
            (true, EvaluationStatus.Failure) => "evaluation status failure contradicts success, which decides",
            (false, EvaluationStatus.Success) => "evaluation status success contradicts the failed checks, which decide",
            _ => null,
        };
}
