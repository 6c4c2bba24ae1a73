using Cekura.Client;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Runs.Verdict;

/// <summary>The verdict on one run, or on a start that created none.</summary>
internal sealed record RunVerdict
{
    /// <summary>The outcome.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The rule that decided, <c>V01</c> to <c>V30</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>
    /// The whole text: what happened in the first line, then explanations, then where the run is. Empty for a run that passed without
    /// more to say. At most 4,000 characters, no line above 300, free of control characters.
    /// </summary>
    public string Message { get; init; } = "";

    /// <summary>The whole text without the limits of <see cref="Message"/>: every reason and every explanation. For attachments.</summary>
    public string FullMessage
    {
        get => field ?? Message;
        init;
    }

    /// <summary>
    /// Why it did not pass, the reason that decided first; none for a run that passed. The first line of <see cref="Message"/> says them in
    /// words.
    /// </summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>Remarks that change nothing, one line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The run; null when the start created none.</summary>
    public Run? Run { get; init; }

    /// <summary>The place in the user's file that the verdict is about; null for the case as a whole.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>
    /// Whether the run never took place, so that it says nothing about the agent (V12, V13), or shows nothing about it (V30).
    /// </summary>
    public bool IsInfrastructure { get; init; }

    /// <summary>Whether a conversation took place that shows something about the agent.</summary>
    public bool TookPlace => Outcome == Outcome.Passed || (!IsInfrastructure && Run is not null);

    /// <summary>Whether the run passed and nothing judged it: it only shows that a conversation took place (V23).</summary>
    internal bool IsUnjudged { get; init; }

    /// <summary>Full path of the conversation's recording on this machine; null when none was downloaded.</summary>
    public string? RecordingFile { get; init; }

    /// <summary>Address under which people without an account see the run's result; null when none was made.</summary>
    public Uri? ShareLink { get; init; }

    /// <summary>The first line of <see cref="Message"/>.</summary>
    public string Headline => Message.Split('\n', 2)[0];

    /// <summary>The verdict when the side of the agent broke down during the run, which is never a pass.</summary>
    /// <param name="failure">What happened; null: nothing did.</param>
    /// <param name="unheard">The outcome of a run in which the agent was never heard.</param>
    internal RunVerdict AfterAgentFailure(AgentFailure? failure, InfrastructureOutcome unheard = InfrastructureOutcome.Fail) =>
        failure is null
            ? this
            : this with
            {
                Outcome = failure.NeverAnswered && unheard == InfrastructureOutcome.Skip ? Outcome.Skipped : Outcome.Failed,
                Rule = EmulatorVerdict.AgentBroke,
                Message = FailureText.WithoutRun(AgentFailed(failure.Message), Message.Split('\n')),
                FullMessage = FullMessage.Length == 0 ? AgentFailed(failure.Message) : $"{AgentFailed(failure.Message)}\n{FullMessage}",
                IsInfrastructure = failure.NeverAnswered,
                Reasons = [new Reason(AgentFailed(failure.Message), []), .. Reasons],
            };

    /// <summary>This verdict with its one reason, in words that hold for every run to which the same happened.</summary>
    internal RunVerdict Because(string subject, bool isOpen = false) =>
        this with
        {
            Reasons = [new Reason(Headline, []) { Subject = subject, IsOpen = isOpen }],
        };

    /// <summary>This verdict with a note that the run was started again after one that never took place.</summary>
    /// <param name="earlier">The verdict on the run that never took place.</param>
    internal RunVerdict AfterRetryOf(RunVerdict earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return this with { Notes = [.. earlier.Notes, $"started again after an infrastructure failure: {earlier.Headline}", .. Notes] };
    }

    private static string AgentFailed(string failure) => $"The agent's side of the chat failed: {failure}";
}
