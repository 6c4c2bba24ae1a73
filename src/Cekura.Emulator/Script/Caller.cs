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
    private Action? _takeBack;

    /// <summary>Whether the caller may hang up at all (<c>end_call_enabled</c> of its personality).</summary>
    public bool EndCallEnabled { get; init; } = true;

    /// <summary>Whether the scenario gives it the tool to hang up, which it does when its script is over.</summary>
    public bool HasEndCallTool { get; init; }

    /// <summary>Asked where the rules are at a loss; null: they decide alone.</summary>
    public IScriptMind? Mind { get; init; }

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
    public Utterance Answer(string message) => Matching(message) is { Count: > 0 } firing ? Say(firing) : AnswerUnforeseen(message);

    Utterance ICaller.Open(string? heard) => Open();

    ValueTask<Utterance> ICaller.AnswerAsync(string message, CancellationToken cancellationToken) =>
        Mind is null ? new(Answer(message)) : AnswerAsync(Mind, message, cancellationToken);

    bool ICaller.TakeBack()
    {
        var canTakeBack = _takeBack is not null;
        _takeBack?.Invoke();
        _takeBack = null;
        return canTakeBack;
    }

    CallerReview ICaller.Review(IReadOnlyList<RecordedTurn> turns) => Mind?.Review(turns) ?? CallerReview.Nothing;

    private async ValueTask<Utterance> AnswerAsync(IScriptMind mind, string message, CancellationToken cancellationToken)
    {
        _takeBack = null;
        var isAsked = false;
        var firing = Matching(message);
        var inWords = script.Conditions.Where(condition => condition.Situation is KeyWordSituation).ToList();
        if (firing.Count == 0 && inWords.Count > 0)
        {
            isAsked = true;
            var ids = await mind.FiringAsync(message, inWords, cancellationToken).ConfigureAwait(false);
            firing = [.. inWords.Where(condition => ids.Contains(condition.Id))];
        }

        var worded = new Dictionary<int, string>();
        foreach (var condition in firing.Where(NeedsWords))
        {
            isAsked = true;
            var instruction = ActionText.Render(condition.Action, profile).Text;
            worded[condition.Id] = await mind.SayAsync(instruction, message, cancellationToken).ConfigureAwait(false);
        }

        _takeBack = isAsked ? Remembered() : null;
        return firing.Count > 0 ? Say(firing, worded) : AnswerUnforeseen(message);
    }

    private Action Remembered()
    {
        var (fired, last, requests, unmatched) = (_fired.ToList(), _firedLast.ToList(), _requestsToRepeat, Unmatched);
        return () =>
        {
            _fired.Clear();
            _fired.UnionWith(fired);
            _firedLast.Clear();
            _firedLast.UnionWith(last);
            (_requestsToRepeat, Unmatched) = (requests, unmatched);
        };
    }

    private List<ScriptCondition> Matching(string message)
    {
        var followUps = script.Conditions.Where(condition => condition.Follows is { } followed && _firedLast.Contains(followed)).ToList();
        return followUps.Count > 0 ? followUps : [.. script.Conditions.Where(condition => condition.Situation?.Matches(message) is true)];
    }

    // What has no form that the rules know would be read out as it stands.
    private bool NeedsWords(ScriptCondition condition) =>
        !condition.FixedMessage
        && Instruction.Understand(ActionText.Render(condition.Action, profile).Text).Sense == InstructionSense.ReadOut;

    private Utterance Say(IReadOnlyList<ScriptCondition> firing, Dictionary<int, string>? worded = null)
    {
        _requestsToRepeat = 0;
        Unmatched = null;
        _firedLast.Clear();
        var utterance = new Utterance("");
        foreach (var condition in firing.TakeWhile(_ => !utterance.EndsCall))
        {
            _fired.Add(condition.Id);
            _firedLast.Add(condition.Id);
            utterance = utterance.Then(Render(condition, worded));
        }

        return utterance with
        {
            EndsCall = utterance.EndsCall && EndCallEnabled,
        };
    }

    private Utterance Render(ScriptCondition condition, Dictionary<int, string>? worded)
    {
        var utterance = ActionText.Render(condition.Action, profile);
        return condition.FixedMessage ? utterance
            : worded?.TryGetValue(condition.Id, out var words) is true ? utterance with { Text = words }
            : utterance with { Text = phrasing.Apply(Instruction.ToSpeech(utterance.Text)) };
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
