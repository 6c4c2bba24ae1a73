using System.Globalization;
using Cekura.Client;
using Cekura.Runs.Manifest;
using Cekura.Runs.Report;
using Cekura.Runs.Settings;

namespace Cekura.Runs.Verdict;

/// <summary>
/// Decides whether one run passed: the rules V08 to V24 in their order, the first that matches. Starts that created no run are
/// <see cref="StartFailure"/>'s.
/// </summary>
/// <param name="rules">The settings that decide.</param>
/// <param name="dashboard">Where messages send people; by default ids only.</param>
public sealed class RunJudge(VerdictRules rules, DashboardLink? dashboard = null)
{
    private readonly DashboardLink _dashboard = dashboard ?? DashboardLink.WithoutProject;
    private readonly FailureText _text = new(dashboard ?? DashboardLink.WithoutProject);

    /// <summary>Whether waiting longer cannot change the verdict on the run.</summary>
    /// <param name="run">The run as it was read last.</param>
    /// <param name="sinceCompleted">How long the run has been completed; zero when it is not.</param>
    public bool IsSettled(Run run, TimeSpan sinceCompleted)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Status switch
        {
            RunStatus.Failed or RunStatus.Timeout or RunStatus.Cancelled => true,
            RunStatus.Completed => IsScored(run) || sinceCompleted >= rules.Settle,
            _ => false,
        };
    }

    /// <summary>The verdict on a run.</summary>
    /// <param name="run">The run as it was read last; for <see cref="SettledState.Settled"/> the full run, with its metrics.</param>
    /// <param name="expectations">What the manifest wants of metrics; may be empty.</param>
    /// <param name="state">Why nobody waits for it any longer.</param>
    /// <exception cref="ArgumentException">The state says settled, but the run is still going on.</exception>
    public RunVerdict Judge(Run run, IReadOnlyList<MetricExpectation> expectations, SettledState state)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(expectations);
        ArgumentNullException.ThrowIfNull(state);
        var isTerminal = run.Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Timeout or RunStatus.Cancelled;
        return state.Why switch
        {
            SettledState.Reason.Cancelled => Verdict(Outcome.None, "V08", run, StartFailure.CancelledText(run.ResultId)),
            SettledState.Reason.ContactLost when !isTerminal => Failed("V09", run,
                $"Lost contact with Cekura while run {run.Id} was {StatusWord(run)} ({FailureText.Phrase(state.What)}). "
                + $"It was left running: {_dashboard.Describe(run)}"),
            SettledState.Reason.ContactLost => Failed("V09", run,
                $"Lost contact with Cekura after run {run.Id} had ended, before its scores were read ({FailureText.Phrase(state.What)}): "
                + _dashboard.Describe(run)),
            SettledState.Reason.TimeLimit when !isTerminal => Failed(run.Status == RunStatus.Unknown ? "V24" : "V10", run,
                $"Run {run.Id} was still {StatusWord(run)} after {Seconds(state.After)} s. Asked Cekura to end it."),
            SettledState.Reason.Missing => Failed("V11", run, $"Run {run.Id} disappeared from result {run.ResultId}."),
            _ when !isTerminal => throw new ArgumentException($"Run {run.Id} is {StatusWord(run)}, which is not settled.", nameof(state)),
            _ when run.Status == RunStatus.Completed => JudgeCompleted(run, expectations, state),
            _ => JudgeWithoutConversation(run),
        };
    }

    private RunVerdict JudgeWithoutConversation(Run run)
    {
        var why = FirstText(run.ErrorMessage, run.EndedReason) ?? "no reason given";
        var verdict = run.Status switch
        {
            RunStatus.Failed => Infrastructure("V12", run, $"Run {run.Id} did not take place: {why}."),
            RunStatus.Timeout => Infrastructure("V13", run, $"Run {run.Id} timed out in Cekura: {why}.{DialWindow(run)}"),
            _ => Failed("V14", run, $"Run {run.Id} was cancelled in Cekura ({FirstText(run.EndedReason) ?? "by a user"})."),
        };
        return verdict with { Notes = [.. Notes.OfReviewWithoutConversation(run)] };
    }

    private RunVerdict JudgeCompleted(Run run, IReadOnlyList<MetricExpectation> expectations, SettledState state)
    {
        var evidence = new Evidence(run);
        var verdict = Reviewed(evidence) ?? run.Success switch
        {
            null => NotScored(run, state),
            false => JudgeFailed(evidence),
            true => JudgePassed(evidence, expectations),
        };
        return verdict with { Notes = [.. Notes.OfCompleted(evidence, rules)] };
    }

    private RunVerdict? Reviewed(Evidence evidence)
    {
        var run = evidence.Run;
        var comment = FirstText(run.Feedback);
        switch (rules.HonorReviews ? run.EvaluationStatus : null)
        {
            case EvaluationStatus.ReviewedFailure:
                var reasons = new Reasons(evidence);
                IEnumerable<string> checks = reasons.IsEmpty ? [] : [$"Failed: {reasons.Summary}.", .. reasons.Explanations];
                return Failed("V15", run, $"Reviewed as a failure: {comment ?? "no comment"}.", checks);
            case EvaluationStatus.ReviewedSuccess:
                var overriding = run.Success == false ? ", overriding a failed evaluation" : "";
                return Verdict(Outcome.Passed, "V16", run, $"Reviewed as a success{overriding}{(comment is null ? "" : $": {comment}")}.");
            default:
                return null;
        }
    }

    private RunVerdict NotScored(Run run, SettledState state)
    {
        var waited = state.IsTimeLimit ? state.After : rules.Settle;
        return Failed("V17", run, $"Run {run.Id} ended but was not scored within {Seconds(waited)} s.");
    }

    private RunVerdict JudgeFailed(Evidence evidence)
    {
        if (evidence.OnlyOutcomeIsBlocked)
        {
            return NeedsReview("V18", evidence);
        }

        var reasons = new Reasons(evidence);
        return Failed("V19", evidence.Run, $"Failed: {reasons.Summary}.", reasons.Explanations);
    }

    private RunVerdict JudgePassed(Evidence evidence, IReadOnlyList<MetricExpectation> expectations)
    {
        var run = evidence.Run;
        if (rules.FailOnCritical && evidence.Critical.Count > 0)
        {
            var categories = evidence.Critical.Select(category => UntrustedText.Line(category.Category, 120)).Distinct(StringComparer.Ordinal);
            return Failed("V20", run, $"Critical deviation: {string.Join(", ", categories)}.");
        }

        switch (rules.RequireExpectedOutcome ? evidence.Outcome : ExpectedOutcomeReading.None)
        {
            case ExpectedOutcomeReading.Blocked when rules.NeedsReview != NeedsReviewOutcome.Pass:
                return NeedsReview("V21", evidence);
            case ExpectedOutcomeReading.Unmet:
                var score = MetricReading.Number(run.ExpectedOutcome?.Score ?? 0);
                return Failed("V22", run, $"Expected outcome not met (score {score}).", evidence.UnmetParts);
        }

        var unmet = ExpectationCheck.Unmet(expectations, run);
        if (unmet.Count > 0)
        {
            return Failed("V22b", run, unmet[0], unmet.Skip(1));
        }

        return evidence.IsEmpty && rules.NoMetrics == NoMetricsOutcome.Fail
            ? Failed("V23", run, "No metric was attached: the run only shows that the conversation completed.")
            : new() { Outcome = Outcome.Passed, Rule = "V23", Run = run };
    }

    private RunVerdict NeedsReview(string rule, Evidence evidence)
    {
        var outcome = rules.NeedsReview switch
        {
            NeedsReviewOutcome.Skip => Outcome.Skipped,
            NeedsReviewOutcome.Pass => Outcome.Passed,
            _ => Outcome.Failed,
        };
        var parts = evidence.BlockedParts.Select(part => FailureText.Phrase(part)).DefaultIfEmpty("Cekura names no part");
        return Verdict(outcome, rule, evidence.Run,
            $"Needs review: the expected outcome could not be judged ({string.Join("; ", parts)}).");
    }

    private RunVerdict Infrastructure(string rule, Run run, string headline)
    {
        var outcome = rules.Infrastructure == InfrastructureOutcome.Skip ? Outcome.Skipped : Outcome.Failed;
        IEnumerable<string> details = EndReason.Group(run.EndedReason) is { } group ? [$"{FirstText(run.EndedReason)}: {group}"] : [];
        return Verdict(outcome, rule, run, headline, details) with { IsInfrastructure = true };
    }

    private RunVerdict Failed(string rule, Run run, string headline, IEnumerable<string>? details = null) =>
        Verdict(Outcome.Failed, rule, run, headline, details);

    private RunVerdict Verdict(Outcome outcome, string rule, Run run, string headline, IEnumerable<string>? details = null) => new()
    {
        Outcome = outcome,
        Rule = rule,
        Run = run,
        Message = _text.Write(headline, details ?? [], run),
    };

    private bool IsScored(Run run) =>
        run.Success is not null
        || (rules.HonorReviews && run.EvaluationStatus is EvaluationStatus.ReviewedSuccess or EvaluationStatus.ReviewedFailure);

    private static string DialWindow(Run run)
    {
        if (FirstText(run.OutboundNumber) is not { } number)
        {
            return "";
        }

        return run.OutboundDialWindowClosesAt is { } closes
            ? string.Create(CultureInfo.InvariantCulture, $" The agent had to dial {number} before {closes.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.")
            : $" The agent had to dial {number}.";
    }

    private static string? FirstText(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                return FailureText.Phrase(text);
            }
        }

        return null;
    }

    private static string StatusWord(Run run) => UntrustedText.Line(run.StatusText, 40) is { Length: > 0 } word
        ? word
        : run.Status switch
        {
            RunStatus.InQueue => "in_queue",
            RunStatus.ScalingUp => "scaling_up",
            RunStatus.InProgress => "in_progress",
            var status => status.ToString().ToLowerInvariant(),
        };

    private static string Seconds(TimeSpan time) => MetricReading.Number(Math.Round(time.TotalSeconds, 1));
}
