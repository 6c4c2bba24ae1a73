using System.Text.Json.Nodes;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Script;

/// <summary>
/// Follows a script through one conversation: decides, after each message of the agent, which entries fire and what is said
/// (what fires when: docs/caller.md).
/// </summary>
/// <param name="script">The entries.</param>
/// <param name="phrasing">Words for what is not a fixed message.</param>
/// <param name="profile">The <c>information</c> of the test profile.</param>
internal sealed class Caller(CallerScript script, Phrasing phrasing, JsonObject? profile) : ICaller
{
    /// <summary>What the caller says to words that no entry fits.</summary>
    public const string RequestToRepeat = "Sorry, could you say that again?";

    private const int MostRequestsToRepeat = 3;

    private readonly HashSet<int> _fired = [];
    private readonly HashSet<int> _firedLast = [];
    private int _requestsToRepeat;

    /// <summary>Whether the caller may hang up at all (<c>end_call_enabled</c> of its personality).</summary>
    public bool EndCallEnabled { get; init; } = true;

    /// <summary>Whether the scenario gives it the tool to hang up, which it does when its script is over.</summary>
    public bool HasEndCallTool { get; init; }

    /// <inheritdoc/>
    public bool Opens => script.Opening.Action.Length > 0;

    /// <summary>Entries that fired at least once.</summary>
    public IReadOnlySet<int> Fired => _fired;

    IReadOnlySet<int>? ICaller.Fired => _fired;

    /// <summary>Entries of which its last answer consists; none when it had to ask for it again.</summary>
    public IReadOnlyCollection<int> Firing => _firedLast;

    /// <summary>
    /// What the agent said when the caller first had to ask for it again, until an entry fires; null when its last answer was one of the
    /// script.
    /// </summary>
    public string? Unmatched { get; private set; }

    /// <summary>Whether the caller is at a loss: nothing fits what the agent says, and entries are still waiting for their turn.</summary>
    public bool IsLost => Unmatched is not null && script.Waiting(_fired).Count > 0;

    /// <summary>The opening; without text when the script leaves the first word to the agent.</summary>
    public Utterance Open() => Say([script.Opening]);

    /// <summary>What the caller does after a message of the agent.</summary>
    public Utterance Answer(string message)
    {
        var followUps = script.Conditions.Where(condition => condition.Follows is { } followed && _firedLast.Contains(followed)).ToList();
        var firing =
            followUps.Count > 0 ? followUps : script.Conditions.Where(condition => condition.Situation?.Matches(message) is true).ToList();
        return firing.Count > 0 ? Say(firing) : AnswerUnforeseen(message);
    }

    Utterance ICaller.Open(string? heard) => Open();

    ValueTask<Utterance> ICaller.AnswerAsync(string message, CancellationToken cancellationToken) => new(Answer(message));

    bool ICaller.TakeBack() => false;

    CallerReview ICaller.Review(IReadOnlyList<RecordedTurn> turns) => CallerReview.Nothing;

    private Utterance Say(IReadOnlyList<ScriptCondition> firing)
    {
        _requestsToRepeat = 0;
        Unmatched = null;
        _firedLast.Clear();
        var utterance = new Utterance("");
        foreach (var condition in firing.TakeWhile(_ => !utterance.EndsCall))
        {
            _fired.Add(condition.Id);
            _firedLast.Add(condition.Id);
            utterance = utterance.Then(Render(condition));
        }

        return utterance with
        {
            EndsCall = utterance.EndsCall && EndCallEnabled,
        };
    }

    private Utterance Render(ScriptCondition condition)
    {
        var utterance = ActionText.Render(condition.Action, profile);
        return condition.FixedMessage ? utterance : utterance with { Text = phrasing.Apply(Instruction.ToSpeech(utterance.Text)) };
    }

    private Utterance AnswerUnforeseen(string message)
    {
        Unmatched ??= message;
        _firedLast.Clear();
        var scriptIsOver = script.Conditions.All(condition => _fired.Contains(condition.Id));
        if (EndCallEnabled && ((HasEndCallTool && scriptIsOver) || _requestsToRepeat == MostRequestsToRepeat))
        {
            return new Utterance("") { EndsCall = true };
        }

        _requestsToRepeat++;
        return new Utterance(RequestToRepeat);
    }
}
