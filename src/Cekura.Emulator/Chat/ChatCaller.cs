using System.Text.Json.Nodes;
using Cekura.Agents.Lines;
using Cekura.Emulator.Conversation;
using Cekura.Emulator.Script;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Chat;

/// <summary>The caller's side of a chat: what it says, and the record of what both said.</summary>
internal sealed class ChatCaller(ChatRequest request, Transcript transcript)
{
    private readonly ICaller _caller = request.NewCaller();
    private readonly Wording _unanswered = new();
    private readonly OpenCalls _calls = new(endWithWords: true);
    private readonly Repetition _repetition = new(request.MaxIdenticalExchanges);
    private readonly JsonArray _sms = [];
    private string? _answered;
    private bool _opened;
    private bool _isPartial;

    /// <summary>Whether it has hung up.</summary>
    public bool HasHungUp { get; private set; }

    /// <summary>Why it gave up; null when it did not.</summary>
    public AgentBreak? GaveUp { get; private set; }

    /// <summary>
    /// Whether the agent has not said all that it has to say: a tool is still at work, or a piece of a sentence is to follow.
    /// </summary>
    public bool AwaitsMore => _calls.Any || _isPartial;

    /// <summary>What of the agent's messages could not be read; null when all could.</summary>
    public string? Lost { get; private set; }

    /// <summary>Whether the agent ever said a word or reported what it did.</summary>
    public bool HasHeardAgent { get; private set; }

    /// <summary>When the agent was heard last.</summary>
    public TimeSpan LastHeard { get; private set; }

    /// <summary>What the agent sent as metadata, and the short messages of the script.</summary>
    public JsonObject Metadata { get; } = [];

    public IReadOnlySet<int>? Fired => _caller.Fired;

    /// <inheritdoc cref="ICaller.Unmatched"/>
    public string? Unmatched => _caller.Unmatched;

    /// <inheritdoc cref="ICaller.IsLost"/>
    public bool IsLost => _caller.IsLost;

    /// <summary>The turn that a chat begins with; without message when the agent has to speak first.</summary>
    public ChatTurn Open() => request.AgentGivesFirstMessage is true || !_caller.Opens ? new(ChatTurnStatus.Ready) : Say(Opening(null));

    /// <summary>Hears a message of the agent, and keeps what else it carries.</summary>
    public void Hear(AgentFrame frame)
    {
        Lost ??= frame.Lost;
        _calls.Take(frame);
        _isPartial = frame.HasContent ? frame.IsPartial : _isPartial;
        foreach (var (key, value) in frame.Metadata ?? [])
        {
            Metadata[key] = value?.DeepClone();
        }

        _unanswered.Add(frame);
        if (frame.ToolRole is { } role)
        {
            HasHeardAgent = true;
            Record(role, "", frame.Data!.DeepClone().AsObject());
        }

        if (frame.Content is { } words)
        {
            HasHeardAgent = true;
            LastHeard = transcript.Elapsed;
            Record(TurnRole.Agent, words);
        }
    }

    /// <summary>Thinks of an answer to everything that the agent said since the last reply, which <see cref="Reply"/> then says.</summary>
    public ValueTask<Utterance> ThinkAsync(CancellationToken cancellationToken)
    {
        _answered = null;
        var said = _unanswered.ToString();
        var utterance = _opened ? new Utterance("") : Opening(said);
        if (utterance is not { Text.Length: 0, EndsCall: false })
        {
            return new(utterance);
        }

        _answered = said;
        return _caller.AnswerAsync(said, cancellationToken);
    }

    /// <summary>Says what it has thought of.</summary>
    public ChatTurn Reply(Utterance utterance)
    {
        GaveUp = _answered is null ? null : _repetition.Take(_answered, _caller, utterance);
        _unanswered.Clear();
        _calls.GiveUp();
        return Say(GaveUp is null ? utterance : new("") { EndsCall = true });
    }

    /// <inheritdoc cref="ICaller.TakeBack"/>
    public void TakeBack() => _caller.TakeBack();

    /// <inheritdoc cref="ICaller.Review"/>
    public CallerReview Review() => _caller.Review(transcript.Turns);

    private Utterance Opening(string? heard)
    {
        _opened = true;
        return _caller.Open(heard);
    }

    private ChatTurn Say(Utterance utterance)
    {
        foreach (var text in utterance.Sms)
        {
            _sms.Add((JsonNode)text);
            Metadata["sent_sms"] = _sms.DeepClone();
        }

        if (utterance.Text.Length > 0)
        {
            Record(TurnRole.Caller, utterance.Text);
        }

        HasHungUp = utterance.EndsCall;
        return new(ChatTurnStatus.Ready, utterance.Text.Length > 0 ? utterance.Text : null);
    }

    private void Record(string role, string content, JsonObject? data = null)
    {
        var now = transcript.Elapsed;
        transcript.Add(new(role, content, now, now, data));
    }
}
