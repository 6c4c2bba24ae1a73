using Cekura.Client;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;

namespace Cekura.Runs.Verdict;

/// <summary>The rules V15 to V23, and V27 to V30, which the emulator itself applies: runs whose conversation took place.</summary>
internal sealed class CompletedRunJudge(VerdictRules rules, FailureText text)
{
    // The rule of a run against which nothing stands.
    private const string NothingElse = "V23";

    public RunVerdict Judge(Run run, IReadOnlyList<MetricExpectation> expectations)
    {
        var evidence = new Evidence(run);
        var verdict = Reviewed(evidence)
            ?? OfEmulator(evidence, expectations)
            ?? run.Success switch
            {
                null => NotScored(evidence),
                false => JudgeFailed(evidence),
                true => JudgePassed(evidence, expectations),
            };
        return verdict with { Notes = [.. VerdictNotes.OfCompleted(evidence, rules)] };
    }

    private RunVerdict? Reviewed(Evidence evidence)
    {
        var run = evidence.Run;
        var comment = FailureText.FirstPhrase(run.Feedback);
        switch (rules.HonorReviews ? run.EvaluationStatus : null)
        {
            case EvaluationStatus.ReviewedFailure:
                var reasons = new FailureReasons(evidence);
                IEnumerable<string> checks = reasons.IsEmpty ? [] : [$"Failed: {reasons.Summary}.", .. reasons.Explanations];
                return text.Failed("V15", run, $"Reviewed as a failure: {comment ?? "no comment"}.", checks, reasons.Rest);
            case EvaluationStatus.ReviewedSuccess:
                var overriding = run.Success == false ? ", overriding a failed evaluation" : "";
                return text.Verdict(
                    Outcome.Passed,
                    "V16",
                    run,
                    $"Reviewed as a success{overriding}{(comment is null ? "" : $": {comment}")}."
                );
            default:
                return null;
        }
    }

    private RunVerdict? OfEmulator(Evidence evidence, IReadOnlyList<MetricExpectation> expectations)
    {
        if (EmulatorVerdict.Of(evidence.Run) is not { } own)
        {
            return null;
        }

        if (own.Rule == EmulatorVerdict.NotJudged)
        {
            // What was judged and does not hold fails the run, whatever else was not judged.
            return JudgePassed(evidence, expectations) is { Outcome: Outcome.Failed, Rule: not NothingElse } failed
                ? failed
                : text.Verdict(
                    rules.NotJudged == NotJudgedOutcome.Skip ? Outcome.Skipped : Outcome.Failed,
                    own.Rule,
                    evidence.Run,
                    own.Headline,
                    own.Details
                );
        }

        var reasons = new FailureReasons(evidence);
        IEnumerable<string> checks = reasons.IsEmpty ? [] : [$"Failed: {reasons.Summary}.", .. reasons.Explanations];
        return text.Failed(own.Rule, evidence.Run, own.Headline, [.. own.Details, .. checks], reasons.Rest) with
        {
            IsInfrastructure = own.Rule == EmulatorVerdict.Invalid,
        };
    }

    private RunVerdict NotScored(Evidence evidence) =>
        NotJudged(
            evidence,
            [
                .. evidence.Unreadable.Where(strange =>
                    strange.Part == DecidingPart.Success || (strange.Part == DecidingPart.EvaluationStatus && rules.HonorReviews)
                ),
            ]
        )
        ?? text.Failed(
            "V17",
            evidence.Run,
            $"Run {evidence.Run.Id} ended but was not scored within {FailureText.Seconds(rules.Settle)} s."
        );

    private RunVerdict JudgeFailed(Evidence evidence)
    {
        if (evidence.OnlyOutcomeIsBlocked)
        {
            return NeedsReview("V18", evidence);
        }

        var reasons = new FailureReasons(evidence);
        return text.Failed("V19", evidence.Run, $"Failed: {reasons.Summary}.", reasons.Explanations, reasons.Rest);
    }

    private RunVerdict JudgePassed(Evidence evidence, IReadOnlyList<MetricExpectation> expectations)
    {
        var run = evidence.Run;
        if (rules.FailOnCritical && evidence.Critical.Count > 0)
        {
            var categories = evidence
                .Critical.Select(category => UntrustedText.Line(category.Category, 120))
                .Distinct(StringComparer.Ordinal);
            return text.Failed("V20", run, $"Critical deviation: {string.Join(", ", categories)}.");
        }

        switch (rules.RequireExpectedOutcome ? evidence.Outcome : ExpectedOutcomeState.None)
        {
            case ExpectedOutcomeState.Blocked when rules.NeedsReview != NeedsReviewOutcome.Pass:
                return NeedsReview("V21", evidence);
            case ExpectedOutcomeState.Unmet:
                var score = NumberText.Of(run.ExpectedOutcome?.Score ?? 0, MetricRules.OutcomeMet);
                return text.Failed("V22", run, $"Expected outcome not met (score {score}).", evidence.UnmetParts);
        }

        var unmet = ExpectationCheck.Unmet(expectations, run, rules.TokenPrices);
        if (unmet.Count > 0)
        {
            return text.Failed("V22b", run, unmet[0], unmet.Skip(1));
        }

        if (NotJudged(evidence, [.. evidence.Unreadable.Where(strange => IsWanted(strange.Part, evidence))]) is { } unread)
        {
            return unread;
        }

        return evidence.IsEmpty && rules.NoMetrics == NoMetricsOutcome.Fail
            ? text.Failed(
                NothingElse,
                run,
                run.Metrics.Count == 0
                    ? "No metric was attached: the run only shows that the conversation completed."
                    : "No metric applied: the run only shows that the conversation completed."
            )
            : new()
            {
                Outcome = Outcome.Passed,
                Rule = NothingElse,
                Run = run,
                IsUnjudged = evidence.DecidesNothing && expectations.Count == 0,
            };
    }

    /// <summary>Whether the settings let a part decide, so that a run without it would not be judged.</summary>
    private bool IsWanted(DecidingPart part, Evidence evidence)
    {
        var isAllThereIs = evidence.IsEmpty && rules.NoMetrics == NoMetricsOutcome.Fail;
        return part switch
        {
            DecidingPart.EvaluationStatus => rules.HonorReviews,
            DecidingPart.CriticalCategories => rules.FailOnCritical,
            DecidingPart.ExpectedOutcome => evidence.Outcome == ExpectedOutcomeState.Unreadable
                && (rules.RequireExpectedOutcome || isAllThereIs),
            _ => isAllThereIs,
        };
    }

    /// <summary>The verdict on a run of which a part that decides cannot be read (V25); null when there is none.</summary>
    private RunVerdict? NotJudged(Evidence evidence, List<UnreadablePart> unreadable) =>
        unreadable is [var first, .. var others]
            ? text.Failed(
                "V25",
                evidence.Run,
                $"Not judged: {VerdictNotes.CannotBeRead(first)}.",
                others.Select(strange => VerdictNotes.CannotBeRead(strange))
            )
            : null;

    private RunVerdict NeedsReview(string rule, Evidence evidence)
    {
        var outcome = rules.NeedsReview switch
        {
            NeedsReviewOutcome.Skip => Outcome.Skipped,
            NeedsReviewOutcome.Pass => Outcome.Passed,
            _ => Outcome.Failed,
        };
        var parts = evidence.BlockedParts.Select(part => FailureText.Phrase(part)).DefaultIfEmpty("Cekura names no part");
        return text.Verdict(
            outcome,
            rule,
            evidence.Run,
            $"Needs review: the expected outcome could not be judged ({string.Join("; ", parts)})."
        );
    }
}
