using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;

namespace Cekura.Runs.Verdict;

/// <summary>
/// Decides whether one run passed: the rules V08 to V30 in their order, the first that matches. Starts that created no run are
/// <see cref="StartFailure"/>'s.
/// </summary>
/// <param name="rules">The settings that decide.</param>
/// <param name="dashboard">Where messages send people; by default ids only.</param>
internal sealed class RunJudge(VerdictRules rules, DashboardLink? dashboard = null)
{
    private readonly string _service = ServiceName.Of(dashboard is { IsEmulated: true });
    private readonly FailureText _text = new(dashboard ?? DashboardLink.WithoutProject);

    /// <summary>What answered for a run: it may say itself that it is emulated.</summary>
    private string ServiceOf(Run run) => DashboardLink.WithoutProject.IsEmulatedRun(run) ? ServiceName.Emulator : _service;

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
    /// <param name="run">The run as it was read last; for <see cref="WatchEnd.Settled"/> the full run, with its metrics.</param>
    /// <param name="expectations">What the manifest wants of metrics; may be empty.</param>
    /// <param name="state">Why it is waited for no longer.</param>
    /// <exception cref="ArgumentException">The state says settled, but the run is still going on.</exception>
    public RunVerdict Judge(Run run, IReadOnlyList<MetricExpectation> expectations, WatchEnd state)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(expectations);
        ArgumentNullException.ThrowIfNull(state);
        var isTerminal = run.Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Timeout or RunStatus.Cancelled;
        return state.Why switch
        {
            WatchEnd.Reason.Cancelled => _text
                .Verdict(Outcome.None, "V08", run, StartFailure.CancelledText(run.ResultId, ServiceOf(run)))
                .Because("The test run was cancelled"),
            WatchEnd.Reason.ContactLost when !isTerminal => _text
                .Failed(
                    "V09",
                    run,
                    $"Lost contact with {ServiceOf(run)} while run {run.Id} was {StatusWord(run)} ({FailureText.Phrase(state.What)}). "
                        + $"It was left running: {_text.Where(run)}"
                )
                .Because($"Lost contact with {ServiceOf(run)} while the run was going on ({FailureText.Phrase(state.What)})"),
            WatchEnd.Reason.ContactLost when run.Status == RunStatus.Completed => _text
                .Failed(
                    "V09",
                    run,
                    $"Lost contact with {ServiceOf(run)} after run {run.Id} had ended, before its scores were read ({FailureText.Phrase(state.What)}): "
                        + _text.Where(run)
                )
                .Because($"Lost contact with {ServiceOf(run)} before the scores were read ({FailureText.Phrase(state.What)})"),
            WatchEnd.Reason.TimeLimit => JudgeOutOfTime(run, state),
            WatchEnd.Reason.EndedEarly => _text
                .Failed("V14", run, $"Run {run.Id} was ended by an earlier test run, because the outcome was decided.")
                .Because("An earlier test run ended the run, because the outcome was decided"),
            WatchEnd.Reason.Missing => _text
                .Failed("V11", run, $"Run {run.Id} disappeared from result {run.ResultId}.")
                .Because("The run disappeared from its result"),
            _ when !isTerminal => throw new ArgumentException($"Run {run.Id} is {StatusWord(run)}, which is not settled.", nameof(state)),
            _ when run.Status == RunStatus.Completed => new CompletedRunJudge(rules, _text).Judge(run, expectations),
            _ => JudgeWithoutConversation(run),
        };
    }

    /// <summary>The limit decides, whatever the service makes of a run that was ended for it.</summary>
    private RunVerdict JudgeOutOfTime(Run run, WatchEnd state)
    {
        var before = state.Before ?? run;
        var limit = FailureText.Seconds(state.After);
        var verdict = before.Status switch
        {
            RunStatus.Completed when state.Before is not null || !IsScored(run) => _text
                .Failed("V17", run, $"Run {run.Id} ended but was not scored within {limit} s.")
                .Because($"The run ended but was not scored within {limit} s"),
            RunStatus.Completed or RunStatus.Failed or RunStatus.Timeout or RunStatus.Cancelled => _text
                .Failed("V10", run, $"Run {run.Id} was not over after {limit} s. Asked {ServiceOf(run)} to end it.")
                .Because($"The run was not over after {limit} s"),
            var status => _text
                .Failed(
                    status == RunStatus.Unknown ? "V24" : "V10",
                    run,
                    $"Run {run.Id} was still {StatusWord(before)} after {limit} s. Asked {ServiceOf(run)} to end it."
                )
                .Because($"The run was still {StatusWord(before)} after {limit} s"),
        };
        return verdict with { Notes = [.. VerdictNotes.OfOutOfTime(run)] };
    }

    private RunVerdict JudgeWithoutConversation(Run run)
    {
        var why = FailureText.FirstPhrase(run.ErrorMessage, run.EndedReason) ?? "no reason given";
        var verdict = run.Status switch
        {
            RunStatus.Failed when EmulatorVerdict.Of(run) is { } own => Infrastructure(
                own.Rule,
                run,
                own.Headline,
                own.ToReason(run),
                own.Details
            ),
            RunStatus.Failed => Infrastructure(
                "V12",
                run,
                $"Run {run.Id} did not take place: {why}.",
                new($"did not take place: {why}", []) { Subject = $"The run did not take place: {why}" }
            ),
            RunStatus.Timeout => Infrastructure(
                "V13",
                run,
                $"Run {run.Id} timed out in {ServiceOf(run)}: {why}.{DialWindow(run)}",
                new($"timed out: {why}", []) { Subject = $"The run timed out in {ServiceOf(run)}: {why}" }
            ),
            _ => _text
                .Failed(
                    "V14",
                    run,
                    $"Run {run.Id} was cancelled in {ServiceOf(run)} ({FailureText.FirstPhrase(run.EndedReason) ?? "by a user"})."
                )
                .Because($"The run was cancelled in {ServiceOf(run)} ({FailureText.FirstPhrase(run.EndedReason) ?? "by a user"})"),
        };
        return verdict with { Notes = [.. VerdictNotes.OfReviewWithoutConversation(run)] };
    }

    /// <summary>The outcome of a run in which the agent was never heard.</summary>
    public InfrastructureOutcome Unheard => rules.Infrastructure;

    private RunVerdict Infrastructure(string rule, Run run, string headline, Reason reason, IReadOnlyList<string>? more = null)
    {
        var outcome = rules.Infrastructure == InfrastructureOutcome.Skip ? Outcome.Skipped : Outcome.Failed;
        // A run that did not take place had no normal end, whoever hung up.
        IEnumerable<string> details =
            EndReason.Group(run.EndedReason) is { } group && !EndReason.IsNormal(run.EndedReason)
                ? [$"{FailureText.FirstPhrase(run.EndedReason)}: {group}"]
                : [];
        return _text.Verdict(outcome, rule, run, headline, [.. more ?? [], .. details]) with
        {
            IsInfrastructure = true,
            Reasons = [reason],
        };
    }

    private bool IsScored(Run run) =>
        run.Success is not null
        || (rules.HonorReviews && run.EvaluationStatus is EvaluationStatus.ReviewedSuccess or EvaluationStatus.ReviewedFailure);

    private static string DialWindow(Run run)
    {
        if (FailureText.FirstPhrase(run.OutboundNumber) is not { } number)
        {
            return "";
        }

        return run.OutboundDialWindowClosesAt is { } closes
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" The agent had to dial {number} before {closes.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC."
            )
            : $" The agent had to dial {number}.";
    }

    private static string StatusWord(Run run) =>
        UntrustedText.Line(run.StatusText, 40) is { Length: > 0 } word
            ? word
            : run.Status switch
            {
                RunStatus.InQueue => "in_queue",
                RunStatus.ScalingUp => "scaling_up",
                RunStatus.InProgress => "in_progress",
                var status => status.ToString().ToLowerInvariant(),
            };
}
