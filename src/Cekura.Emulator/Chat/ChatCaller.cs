using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cekura.Emulator.Conversation;
using Cekura.Emulator.Script;

namespace Cekura.Emulator.Chat;

/// <summary>The caller's side of a chat: what it says, and the record of what both said.</summary>
internal sealed class ChatCaller(ChatRequest request, Transcript transcript)
{
    private readonly Caller _caller = request.NewCaller();
    private readonly List<string> _unanswered = [];
    private readonly JsonArray _sms = [];
    private bool _opened;

    /// <summary>Whether it has hung up.</summary>
    public bool HasHungUp { get; private set; }

    /// <summary>Whether the agent ever said a word or reported what it did.</summary>
    public bool HasHeardAgent { get; private set; }

    /// <summary>When the agent was heard last.</summary>
    public TimeSpan LastHeard { get; private set; }

    /// <summary>What the agent sent as metadata, and the short messages of the script.</summary>
    public JsonObject Metadata { get; } = [];

    public IReadOnlySet<int> Fired => _caller.Fired;

    /// <summary>The turn that a chat begins with; without message when the agent has to speak first.</summary>
    public ChatTurn Open() => request.AgentGivesFirstMessage is true || request.Script.Opening.Action.Length == 0
        ? new(ChatTurnStatus.Ready)
        : Say(Opening());

    /// <summary>Hears a message of the agent, and keeps what else it carries.</summary>
    public void Hear(AgentFrame frame)
    {
        foreach (var (key, value) in frame.Metadata ?? [])
        {
            Metadata[key] = value?.DeepClone();
        }

        if (frame.ToolRole is { } role)
        {
            HasHeardAgent = true;
            Record(role, "", frame.Data!.DeepClone().AsObject());
        }

        if (frame.Content is { } words)
        {
            HasHeardAgent = true;
            LastHeard = transcript.Elapsed;
            _unanswered.Add(words);
            Record(TurnRole.Agent, words);
        }
    }

    /// <summary>Answers everything that the agent said since the last reply.</summary>
    public ChatTurn Reply()
    {
        try
        {
            var utterance = _opened ? new Utterance("") : Opening();
            utterance = utterance is { Text.Length: > 0 } or { EndsCall: true } ? utterance : _caller.Answer(string.Join('\n', _unanswered));
            _unanswered.Clear();
            return Say(utterance);
        }
        catch (RegexMatchTimeoutException)
        {
            // What was said stays unanswered: the next message asks again.
            return new(ChatTurnStatus.Error);
        }
    }

    private Utterance Opening()
    {
        _opened = true;
        return _caller.Open();
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
