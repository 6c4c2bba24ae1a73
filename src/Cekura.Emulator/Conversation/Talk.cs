using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Cekura.Emulator.Script;

namespace Cekura.Emulator.Conversation;

/// <summary>Speaks and listens by turns over an open connection (protocols, sections 1.3 and 1.4).</summary>
internal sealed class Talk(ConversationRequest request, Caller caller, AgentConnection agent, Transcript transcript, TimeProvider time)
{
    private readonly JsonArray _sms = [];
    private long _lastHeard = time.GetTimestamp();
    private int _lateFrames;
    private Ending? _ending;

    /// <summary>Whether the agent ever said a word or reported what it did.</summary>
    public bool HasHeardAgent { get; private set; }

    /// <summary>Whether the agent sent <c>end_call</c>.</summary>
    public bool HasEndedCall { get; private set; }

    /// <summary>Whether the caller's <c>end_call</c> could not be sent any more.</summary>
    public bool HungUpUnheard { get; private set; }

    /// <summary>Whether the agent had been silent for long when the conversation was cut off.</summary>
    public bool WasSilent { get; private set; }

    /// <summary>What the agent sent as metadata, and the short messages of the script.</summary>
    public JsonObject Metadata { get; } = [];

    /// <summary>Holds the conversation to its end.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; what was said until then is recorded.</exception>
    public async Task<Ending> HoldAsync(CancellationToken cancellationToken)
    {
        var greeted = request.AgentGivesFirstMessage is not true
            || request.Script.Opening.Action.Length == 0
            || await ListenAsync(cancellationToken) is not null;
        var utterance = greeted ? caller.Open() : null;
        for (var turns = 0; utterance is not null && turns < ConversationLimits.Turns; turns++)
        {
            await SpeakAsync(utterance, cancellationToken);
            var message = utterance.EndsCall ? null : await ListenAsync(cancellationToken);
            utterance = message is null ? null : caller.Answer(message);
        }

        // A caller at a loss may not be able to hang up: that is a script that did not fit, and no fault of the conversation.
        return _ending ?? (utterance is null ? Ending.CallerEndedCall : caller.IsLost ? new Ending(ConversationEnd.Completed, Reason: null) : new Ending(
            ConversationEnd.Failed,
            Reason: null,
            $"the conversation did not end within {ConversationLimits.Turns} turns. Give the script an entry with <endcall />, or let the agent send end_call."));
    }

    /// <summary>Records what else the agent sends after the call is over.</summary>
    public void TakeLate(AgentFrame frame)
    {
        if (++_lateFrames > ConversationLimits.FramesPerTurn)
        {
            return;
        }

        Take(frame);
        if (frame.Content is { } content)
        {
            Record(TurnRole.Agent, content, frame.At, frame.At);
        }
    }

    private async Task SpeakAsync(Utterance utterance, CancellationToken cancellationToken)
    {
        await PauseAsync(utterance, cancellationToken);
        foreach (var text in utterance.Sms)
        {
            _sms.Add((JsonNode)text);
            Metadata["sent_sms"] = _sms.DeepClone();
        }

        if (utterance.Text.Length == 0 && !utterance.EndsCall)
        {
            return;
        }

        var at = time.GetTimestamp();
        var isSent = await agent.SendAsync(CallerFrame.Write(utterance.Text, utterance.EndsCall));
        HungUpUnheard |= utterance.EndsCall && !isSent;
        if (isSent && utterance.Text.Length > 0)
        {
            Record(TurnRole.Caller, utterance.Text, at, at);
        }
    }

    private async Task PauseAsync(Utterance utterance, CancellationToken cancellationToken)
    {
        if (utterance.Hold * request.SilenceScale is { Ticks: > 0 } hold)
        {
            await Task.Delay(hold, time, cancellationToken);
        }

        if (utterance.Silence * request.SilenceScale is { Ticks: > 0 } silence)
        {
            await agent.WaitForFrameAsync(silence, cancellationToken);
        }
    }

    /// <summary>The agent's next turn; null when the call is over instead.</summary>
    private async Task<string?> ListenAsync(CancellationToken cancellationToken)
    {
        var asked = 0;
        var since = time.GetTimestamp();
        while (true)
        {
            var silence = Shorter(request.IdleTimeout - time.GetElapsedTime(since), ConversationLimits.Silence - time.GetElapsedTime(_lastHeard));
            if (await IsAnsweredAsync(silence, cancellationToken))
            {
                agent.Frames.TryRead(out var frame);
                Take(frame!);
                if (frame!.Content is { } words)
                {
                    return await HearAsync(words, frame, cancellationToken);
                }

                if (frame.EndsCall)
                {
                    return Over(Ending.AgentEndedCall);
                }
            }
            else if (agent.Frames.Completion.IsCompleted)
            {
                return Over(EndingOf(agent.Disconnection!));
            }
            else if (asked == request.IdleMessages || time.GetElapsedTime(_lastHeard) >= ConversationLimits.Silence)
            {
                return Over(new Ending(ConversationEnd.Completed, EndedReason.SilenceTimedOut));
            }
            else
            {
                asked++;
                since = time.GetTimestamp();
                await SpeakAsync(new Utterance("Are you still there?"), cancellationToken);
            }
        }
    }

    private async Task<bool> IsAnsweredAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        try
        {
            return await agent.WaitForFrameAsync(atMost, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            WasSilent = AgentBreak.IsSilence(time.GetElapsedTime(_lastHeard), request);
            throw;
        }
    }

    /// <summary>Joins what the agent adds within the window to one turn.</summary>
    private async Task<string?> HearAsync(string words, AgentFrame first, CancellationToken cancellationToken)
    {
        var turn = new StringBuilder(words);
        var last = first;
        try
        {
            for (var frames = 1; !last.EndsCall && await agent.WaitForFrameAsync(request.JoinWindow - time.GetElapsedTime(_lastHeard), cancellationToken); frames++)
            {
                if (frames == ConversationLimits.FramesPerTurn)
                {
                    return Over(new Ending(
                        ConversationEnd.Failed,
                        Reason: null,
                        string.Create(CultureInfo.InvariantCulture, $"the agent does not stop talking: {frames} frames without a pause of {request.JoinWindow.TotalMilliseconds:0} ms in which the caller could answer. Send one content frame per turn.")));
                }

                agent.Frames.TryRead(out var next);
                Take(next!);
                last = next!;
                if (next!.Content is { } more)
                {
                    turn.Append('\n').Append(more);
                }
            }
        }
        finally
        {
            Record(TurnRole.Agent, turn.ToString(), first.At, last.At);
        }

        return last.EndsCall ? Over(Ending.AgentEndedCall)
            : agent.Frames.Completion.IsCompleted ? Over(EndingOf(agent.Disconnection!))
            : turn.ToString();
    }

    private void Take(AgentFrame frame)
    {
        foreach (var (key, value) in frame.Metadata ?? [])
        {
            Metadata[key] = value?.DeepClone();
        }

        if (frame.ToolRole is { } role)
        {
            transcript.Add(new RecordedTurn(role, "", transcript.OffsetOf(frame.At), transcript.OffsetOf(frame.At), (JsonObject)frame.Data!.DeepClone()));
        }

        if (frame.Content is not null)
        {
            _lastHeard = frame.At;
        }

        HasHeardAgent |= frame.Content is not null || frame.ToolRole is not null;
        HasEndedCall |= frame.EndsCall;
    }

    private void Record(string role, string content, long start, long end) =>
        transcript.Add(new RecordedTurn(role, content, transcript.OffsetOf(start), transcript.OffsetOf(end)));

    private string? Over(Ending ending)
    {
        _ending = ending;
        return null;
    }

    private static Ending EndingOf(Disconnection disconnection) => disconnection.Kind switch
    {
        DisconnectionKind.Closed => Ending.AgentEndedCall,
        DisconnectionKind.Broken or DisconnectionKind.Lost => new Ending(ConversationEnd.Completed, EndedReason.Disconnected, ByAgent: true),
        _ => new Ending(ConversationEnd.Failed, Reason: null, $"the agent {disconnection.Detail}. Look for a loop in it."),
    };

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
