using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Cekura.Emulator.Rules;
using Cekura.Emulator.Scoring;
using Cekura.Emulator.Traces;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.State;

/// <summary>What is known of a run at one moment. Replaced as a whole, never changed.</summary>
internal sealed record RunState
{
    // How a note on a caller that a model plays begins.
    private const string CallerAndJudge = "Caller and judge: ";

    public string Status { get; init; } = RunStatus.Pending;

    /// <summary>When the conversation began; null until it did.</summary>
    public DateTimeOffset? ExecutedAt { get; init; }

    /// <summary>When the window opened in which an outbound agent has to dial; null until then, and for all others.</summary>
    public DateTimeOffset? DialWindowOpensAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public ImmutableList<RecordedTurn> Turns { get; init; } = [];

    /// <summary>Length of the conversation; null until it is over.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>What the agent sent, and <c>ended_reason</c>.</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>Why it did not take place, or what the emulator itself says against it; else empty.</summary>
    public string ErrorMessage
    {
        get => Verdict?.FirstLine ?? field;
        init;
    } = "";

    /// <summary>Remarks of the emulator for readers of the run.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The same with what is to say of a judge.</summary>
    public IEnumerable<string> NotesOfAll
    {
        get
        {
            if (Judged is null)
            {
                return Notes;
            }

            // A caller's model judges as well, unless another one did.
            var both = $"{CallerAndJudge}{Judged.Model} on ";
            return Notes.Any(note => note.StartsWith(both, StringComparison.Ordinal))
                ? Notes.Concat(Judged.Notes().Skip(1))
                :
                [
                    .. Notes.Select(note =>
                        note.StartsWith(CallerAndJudge, StringComparison.Ordinal) ? $"Caller: {note[CallerAndJudge.Length..]}" : note
                    ),
                    .. Judged.Notes(),
                ];
        }
    }

    /// <summary>Conditions of the script that were said; null when that is not known.</summary>
    public IReadOnlySet<int>? FiredConditions { get; init; }

    /// <summary>What the agent recorded; null: nothing was asked for, or nothing came.</summary>
    public RunTrace? Trace { get; init; }

    /// <summary>What a model judged of it; null: none was asked.</summary>
    public Judged? Judged { get; init; }

    /// <summary>Null until scored.</summary>
    public Score? Score { get; init; }

    /// <summary>
    /// What the emulator said when the conversation had ended, which no new score takes back; null when the scores decide.
    /// </summary>
    public EmulatorVerdict? ConversationVerdict { get; init; }

    /// <summary>What the emulator itself says against the run; null when the scores decide.</summary>
    public EmulatorVerdict? Verdict => ConversationVerdict ?? Score?.Verdict;

    /// <summary>Whether the run passed; null until scored.</summary>
    public bool? Success => Score is { } score ? score.Success && Verdict is null : null;

    /// <summary>What people said about the score; null until there is a vote.</summary>
    public Review? Review { get; init; }

    /// <summary>What the conversation is scored by.</summary>
    public Evidence Evidence =>
        new()
        {
            Turns = Turns,
            FiredConditions = FiredConditions,
            EndedReason = Metadata["ended_reason"]?.ToString() ?? "",
            Duration = Duration ?? TimeSpan.Zero,
            Judged = Judged,
        };

    public bool IsTerminal => RunStatus.IsTerminal(Status);
}
