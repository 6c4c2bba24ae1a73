using System.Text.Json.Nodes;
using Cekura.Agents.Lines;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Conversation;

/// <summary>
/// One turn of the agent as it comes in: words, tool calls and words again are one turn, and stand in the transcript in the order in which
/// they came. It knows whether more of the turn is to come.
/// </summary>
/// <param name="request">How long more of a turn is waited for.</param>
/// <param name="transcript">Where the parts of the turn are recorded.</param>
/// <param name="time">The clock.</param>
/// <param name="saysWhenOver">Whether the agent's protocol says when a turn is over; no pause ends it then.</param>
internal sealed class Hearing(ChatRequest request, Transcript transcript, TimeProvider time, bool saysWhenOver = false)
{
    // The line itself bounds how long a turn may take.
    private static readonly TimeSpan Forever = TimeSpan.FromDays(1);

    private readonly Wording _words = new();
    private readonly List<string> _recorded = [];
    private readonly OpenCalls _calls = new();
    private long _start;
    private long _end;
    private long _moved = time.GetTimestamp();
    private bool _isPartial;
    private bool _awaitsWords;

    /// <summary>Whether anything was said in this turn.</summary>
    public bool HasWords => _words.HasWords || _recorded.Count > 0;

    /// <summary>Whether the agent has said that its turn is over.</summary>
    public bool IsOver { get; private set; }

    /// <summary>How many frames the turn consists of; what says nothing and reports nothing is none of it.</summary>
    public int Frames { get; private set; }

    /// <summary>The tool on whose result the caller waited in vain; null when it never did.</summary>
    public string? UnansweredTool { get; private set; }

    /// <summary>How much longer something may come that belongs to the turn; zero or less: it is over.</summary>
    public TimeSpan Left => IsOver ? TimeSpan.Zero : Span - time.GetElapsedTime(_moved);

    /// <summary>What was said, as the caller understands it.</summary>
    public string Text => string.Join('\n', _words.HasWords ? [.. _recorded, _words.ToString()] : _recorded);

    // What is said after a tool has answered takes as long as a model takes.
    private TimeSpan Span =>
        saysWhenOver ? Forever
        : _isPartial || _calls.Any ? request.IdleTimeout
        : _awaitsWords ? Shorter(ConversationLimits.AfterResult, request.IdleTimeout)
        : request.JoinWindow;

    public void Take(AgentFrame frame)
    {
        IsOver |= frame.EndsTurn;
        _calls.Take(frame);
        if (frame.ToolRole is { } role)
        {
            Record();
            var at = transcript.OffsetOf(frame.At);
            transcript.Add(new RecordedTurn(role, "", at, at, (JsonObject)frame.Data!.DeepClone()));
            _awaitsWords = role == TurnRole.ToolResult;
        }
        else if (frame.HasContent)
        {
            _start = _words.HasWords ? _start : frame.At;
            _end = frame.Content is null ? _end : frame.At;
            _words.Add(frame);
            _isPartial = frame.IsPartial;
            _awaitsWords &= frame.Content is null;
        }
        else
        {
            // Metadata, a keep-alive among it, is no part of a turn.
            return;
        }

        Frames++;
        _moved = frame.At;
    }

    /// <summary>Ends the turn: what was said is in the transcript.</summary>
    public string End()
    {
        if (_calls.Any && Left <= TimeSpan.Zero)
        {
            UnansweredTool ??= saysWhenOver ? null : _calls.First;
            _calls.GiveUp();
        }

        Record();
        var text = Text;
        _recorded.Clear();
        (_isPartial, _awaitsWords, IsOver, Frames) = (false, false, false, 0);
        return text;
    }

    private void Record()
    {
        if (_words.HasWords)
        {
            var text = _words.ToString();
            _recorded.Add(text);
            transcript.Add(new RecordedTurn(TurnRole.Agent, text, transcript.OffsetOf(_start), transcript.OffsetOf(_end)));
        }

        _words.Clear();
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
