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
        var unmet = ExpectationCheck.Unmet(expectations, run, rules.TokenPrices);
        var verdict = Reviewed(evidence, unmet)
            ?? OfEmulator(evidence, expectations, unmet)
            ?? run.Success switch
            {
                null => NotScored(evidence),
                false => JudgeFailed(evidence, unmet),
                true => JudgePassed(evidence, expectations, unmet),
            };
        return verdict with { Notes = [.. VerdictNotes.OfCompleted(evidence, rules)] };
    }

    private RunVerdict? Reviewed(Evidence evidence, IReadOnlyList<Reason> unmet)
    {
        var run = evidence.Run;
        var comment = FailureText.FirstPhrase(run.Feedback);
        switch (rules.HonorReviews ? run.EvaluationStatus : null)
        {
            case EvaluationStatus.ReviewedFailure:
                var reasons = new FailureReasons(evidence, unmet);
                IEnumerable<string> checks = reasons.IsEmpty ? [] : [$"Failed: {reasons.Summary}.", .. reasons.Explanations];
                var reviewed = text.Failed("V15", run, $"Reviewed as a failure: {comment ?? "no comment"}.", checks, reasons.Rest);
                return reasons.IsEmpty ? reviewed.Because("reviewed as a failure") : reviewed with { Reasons = reasons.All };
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

    private RunVerdict? OfEmulator(Evidence evidence, IReadOnlyList<MetricExpectation> expectations, IReadOnlyList<Reason> unmet)
    {
        if (EmulatorVerdict.Of(evidence.Run) is not { } own)
        {
            return null;
        }

        if (own.Rule == EmulatorVerdict.NotJudged)
        {
            // What was judged and does not hold fails the run, whatever else was not judged.
            return JudgePassed(evidence, expectations, unmet) is { Outcome: Outcome.Failed, Rule: not NothingElse } failed
                ? failed
                : text.Verdict(
                    rules.NotJudged == NotJudgedOutcome.Skip ? Outcome.Skipped : Outcome.Failed,
                    own.Rule,
                    evidence.Run,
                    own.Headline,
                    own.Details
                ) with
                {
                    Reasons = [own.ToReason(evidence.Run)],
                };
        }

        // What was not measured says nothing here: the conversation shows nothing as a whole.
        var reasons = new FailureReasons(evidence, unmet.Where(reason => !reason.IsOpen));
        IEnumerable<string> checks = reasons.IsEmpty ? [] : [$"Failed: {reasons.Summary}.", .. reasons.Explanations];
        return text.Failed(own.Rule, evidence.Run, own.Headline, [.. own.Details, .. checks], reasons.Rest) with
        {
            IsInfrastructure = own.Rule == EmulatorVerdict.Invalid,
            Reasons = [own.ToReason(evidence.Run), .. reasons.IsEmpty ? [] : reasons.All],
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
        ?? text.Failed("V17", evidence.Run, $"Run {evidence.Run.Id} ended but was not scored within {FailureText.Seconds(rules.Settle)} s.")
            .Because($"The run ended but was not scored within {FailureText.Seconds(rules.Settle)} s");

    private RunVerdict JudgeFailed(Evidence evidence, IReadOnlyList<Reason> unmet)
    {
        if (evidence.OnlyOutcomeIsBlocked)
        {
            return NeedsReview("V18", evidence, unmet);
        }

        var reasons = new FailureReasons(evidence, unmet);
        return text.Failed("V19", evidence.Run, $"Failed: {reasons.Summary}.", reasons.Explanations, reasons.Rest) with
        {
            Reasons = reasons.All,
        };
    }

    private RunVerdict JudgePassed(Evidence evidence, IReadOnlyList<MetricExpectation> expectations, IReadOnlyList<Reason> unmet)
    {
        var run = evidence.Run;
        if (rules.FailOnCritical && evidence.Critical.Count > 0)
        {
            var categories = evidence
                .Critical.Select(category => UntrustedText.Line(category.Category, 120))
                .Distinct(StringComparer.Ordinal);
            return text.Failed("V20", run, $"Critical deviation: {string.Join(", ", categories)}.", Sentences(unmet)) with
            {
                Reasons = [.. FailureReasons.OfCritical(evidence), .. unmet],
            };
        }

        switch (rules.RequireExpectedOutcome ? evidence.Outcome : ExpectedOutcomeState.None)
        {
            case ExpectedOutcomeState.Blocked when rules.NeedsReview != NeedsReviewOutcome.Pass:
                return NeedsReview("V21", evidence, unmet);
            case ExpectedOutcomeState.Unmet:
                var score = NumberText.Of(run.ExpectedOutcome?.Score ?? 0, MetricRules.OutcomeMet);
                return text.Failed(
                    "V22",
                    run,
                    $"Expected outcome not met (score {score}).",
                    [.. evidence.UnmetParts, .. Sentences(unmet)]
                ) with
                {
                    Reasons = [FailureReasons.OfOutcome(evidence)!, .. unmet],
                };
        }

        if (unmet.Count > 0)
        {
            return text.Failed("V22b", run, ExpectationCheck.Sentence(unmet[0]), Sentences(unmet.Skip(1))) with { Reasons = unmet };
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
                .Because(run.Metrics.Count == 0 ? "No metric was attached" : "No metric applied")
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
                .Because($"Not judged: {UntrustedText.Line(first.Name, 120)} cannot be read")
            : null;

    private static IEnumerable<string> Sentences(IEnumerable<Reason> unmet) => unmet.Select(ExpectationCheck.Sentence);

    private RunVerdict NeedsReview(string rule, Evidence evidence, IReadOnlyList<Reason> unmet)
    {
        var outcome = rules.NeedsReview switch
        {
            NeedsReviewOutcome.Skip => Outcome.Skipped,
            NeedsReviewOutcome.Pass => Outcome.Passed,
            _ => Outcome.Failed,
        };
        var parts = evidence.BlockedParts.Select(part => FailureText.Phrase(part)).DefaultIfEmpty("Cekura names no part").ToList();
        var verdict = text.Verdict(
            outcome,
            rule,
            evidence.Run,
            $"Needs review: the expected outcome could not be judged ({string.Join("; ", parts)}).",
            Sentences(unmet)
        );
        var review = new Reason(verdict.Headline, [])
        {
            Subject = $"Needs review: {UntrustedText.Line(parts[0], 200)}",
            Key = ReasonKey.OfWritten("needs review", parts[0]),
            IsOpen = true,
        };
        return outcome == Outcome.Passed ? verdict : verdict with { Reasons = [review, .. unmet] };
    }
}
