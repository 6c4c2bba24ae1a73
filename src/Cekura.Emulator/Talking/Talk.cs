using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Agents.Lines;
using Cekura.Emulator.Conversation;
using Cekura.Emulator.Script;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Talking;

/// <summary>Speaks and listens by turns, over whatever line there is to the agent; docs/emulator.md says when a turn is over.</summary>
internal sealed class Talk(ConversationRequest request, ICaller caller, IAgentLine agent, Transcript transcript, TimeProvider time)
{
    // An agent that never stops talking would never be answered.
    private const int MaxInterruptions = 3;

    private readonly JsonArray _sms = [];
    private readonly Hearing _hearing = new(request, transcript, time, agent.SaysWhenOver);
    private readonly Repetition _repetition = new(request.MaxIdenticalExchanges);
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

    /// <summary>A remark on what the agent left open; null when there is none.</summary>
    public string? Note =>
        _hearing.UnansweredTool is { } tool
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The agent reported a call of {tool} and within {request.IdleTimeout.TotalSeconds:0.###} s neither a result nor further words; the caller answered what it had heard. Let the agent send the \"Function Call Result\"."
            )
            : null;

    /// <summary>Holds the conversation to its end.</summary>
    /// <exception cref="OperationCanceledException">The time of the clock is over; what was said until then is recorded.</exception>
    /// <exception cref="CallerException">The caller could not go on.</exception>
    public async Task<Ending> HoldAsync(CallClock clock)
    {
        var cancellationToken = clock.Token;
        var waits = request.AgentGivesFirstMessage is true && caller.Opens;
        var greeting = waits ? await GreetingAsync(cancellationToken).ConfigureAwait(false) : null;
        var utterance = waits && greeting is null ? null : caller.Open(greeting);
        for (var turns = 0; utterance is not null && turns < request.MaxTurns; turns++)
        {
            await SpeakAsync(utterance, cancellationToken).ConfigureAwait(false);
            var message = utterance.EndsCall ? null : await ListenAsync(cancellationToken).ConfigureAwait(false);
            utterance = message is null ? null : await AnswerAsync(message, clock).ConfigureAwait(false);
        }

        return _ending ?? (utterance is null ? Ending.CallerEndedCall : Ending.TooLong(request.MaxTurns, caller.IsLost));
    }

    /// <summary>Records what else the agent sends after the call is over.</summary>
    public void TakeLate(AgentFrame frame)
    {
        if (!agent.SaysWhenOver && ++_lateFrames > ConversationLimits.LateFrames)
        {
            return;
        }

        Take(frame);
    }

    /// <summary>Nothing more comes: what was said last is in the transcript.</summary>
    public void Close() => _hearing.End();

    // What an agent says while the caller still thinks, the caller answers as well.
    private bool IsInterrupted => !agent.SaysWhenOver && agent.Frames.TryPeek(out var frame) && frame.Content is not null;

    private Task<string?> GreetingAsync(CancellationToken cancellationToken)
    {
        agent.Listen();
        return ListenAsync(cancellationToken);
    }

    private async Task<Utterance?> AnswerAsync(string message, CallClock clock)
    {
        var utterance = await ThinkAsync(message, clock).ConfigureAwait(false);
        for (var more = 0; more < MaxInterruptions && IsInterrupted && caller.TakeBack(); more++)
        {
            if (await ListenAsync(clock.Token).ConfigureAwait(false) is not { } added)
            {
                return null;
            }

            message = $"{message}\n{added}";
            utterance = await ThinkAsync(message, clock).ConfigureAwait(false);
        }

        if (_repetition.Take(message, caller, utterance) is { } circle)
        {
            Over(Ending.GaveUp(circle));
            return null;
        }

        return utterance;
    }

    private async Task<Utterance> ThinkAsync(string message, CallClock clock)
    {
        var before = clock.Thought;
        var utterance = await clock.ThinkAsync(caller.AnswerAsync(message, clock.Token)).ConfigureAwait(false);

        // While the caller thinks, it is its turn: the agent is not silent.
        _lastHeard += (long)((clock.Thought - before).TotalSeconds * time.TimestampFrequency);
        return utterance;
    }

    private async Task SpeakAsync(Utterance utterance, CancellationToken cancellationToken)
    {
        await PauseAsync(utterance, cancellationToken).ConfigureAwait(false);
        foreach (var text in utterance.Sms)
        {
            _sms.Add((JsonNode)text);
            Metadata["sent_sms"] = _sms.DeepClone();
        }

        if (utterance.Text.Length == 0 && !utterance.EndsCall)
        {
            agent.Listen();
            return;
        }

        var at = time.GetTimestamp();
        var isSent = await agent.SayAsync(utterance.Text, utterance.EndsCall).ConfigureAwait(false);
        HungUpUnheard |= utterance.EndsCall && !isSent;
        if (isSent && utterance.Text.Length > 0)
        {
            transcript.Add(new RecordedTurn(TurnRole.Caller, utterance.Text, transcript.OffsetOf(at), transcript.OffsetOf(at)));
        }
    }

    private async Task PauseAsync(Utterance utterance, CancellationToken cancellationToken)
    {
        if (utterance.Hold * request.SilenceScale is { Ticks: > 0 } hold)
        {
            await Task.Delay(hold, time, cancellationToken).ConfigureAwait(false);
        }

        // Only words cut it short; what else the agent sends is kept for its turn.
        if (utterance.Silence * request.SilenceScale is { Ticks: > 0 } silence)
        {
            for (
                var began = time.GetTimestamp();
                !_hearing.HasWords
                    && await agent.WaitForFrameAsync(silence - time.GetElapsedTime(began), time, cancellationToken).ConfigureAwait(false);

            )
            {
                agent.Frames.TryPeek(out var frame);
                if (frame!.Content is not null || frame.EndsCall)
                {
                    return;
                }

                agent.Frames.TryRead(out _);
                Take(frame);
            }
        }
    }

    /// <summary>The agent's next turn; null when the call is over instead.</summary>
    private async Task<string?> ListenAsync(CancellationToken cancellationToken)
    {
        var asked = 0;
        var since = time.GetTimestamp();
        try
        {
            while (true)
            {
                var silence = Shorter(
                    request.IdleTimeout - time.GetElapsedTime(since),
                    ConversationLimits.Silence - time.GetElapsedTime(_lastHeard)
                );
                if (
                    await IsAnsweredAsync(agent.SaysWhenOver || _hearing.HasWords ? _hearing.Left : silence, cancellationToken)
                        .ConfigureAwait(false)
                )
                {
                    agent.Frames.TryRead(out var frame);
                    Take(frame!);
                    if (frame!.EndsCall)
                    {
                        return Over(Ending.AgentEndedCall);
                    }

                    if (!agent.SaysWhenOver && _hearing.HasWords && _hearing.Frames >= ConversationLimits.FramesPerTurn)
                    {
                        return Over(DoesNotStop());
                    }
                }
                else if (agent.Frames.Completion.IsCompleted)
                {
                    return Over(EndingOf(agent.Disconnection!));
                }
                else if (_hearing.HasWords)
                {
                    return _hearing.End();
                }
                else if (asked == request.IdleMessages || time.GetElapsedTime(_lastHeard) >= ConversationLimits.Silence)
                {
                    return Over(new Ending(ConversationEnd.Completed, EndedReason.SilenceTimedOut));
                }
                else
                {
                    asked++;
                    if (agent.SaysWhenOver)
                    {
                        _hearing.End();
                    }

                    since = time.GetTimestamp();
                    await SpeakAsync(new Utterance("Are you still there?"), cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            _hearing.End();
        }
    }

    private Ending DoesNotStop() =>
        Ending.GaveUp(
            new(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"does not stop talking: {ConversationLimits.FramesPerTurn} frames without a pause of {request.JoinWindow.TotalMilliseconds:0} ms in which the caller could answer"
                )
            )
            {
                Details = ["Let it wait for the caller when it has said its turn. This limit cannot be changed."],
            }
        ) with
        {
            IsFlood = true,
        };

    private async Task<bool> IsAnsweredAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        try
        {
            return await agent.WaitForFrameAsync(atMost, time, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            WasSilent = AgentBreak.IsSilence(time.GetElapsedTime(_lastHeard), request);
            throw;
        }
    }

    private void Take(AgentFrame frame)
    {
        foreach (var (key, value) in frame.Metadata ?? [])
        {
            Metadata[key] = value?.DeepClone();
        }

        _hearing.Take(frame);
        if (frame.Content is not null)
        {
            _lastHeard = frame.At;
        }

        HasHeardAgent |= frame.Content is not null || frame.ToolRole is not null;
        HasEndedCall |= frame.EndsCall;
    }

    private string? Over(Ending ending)
    {
        _ending = ending;
        return null;
    }

    private static Ending EndingOf(Disconnection disconnection) =>
        disconnection.Kind switch
        {
            DisconnectionKind.Closed => Ending.AgentEndedCall,
            DisconnectionKind.Broken or DisconnectionKind.Lost => new Ending(
                ConversationEnd.Completed,
                EndedReason.Disconnected,
                ByAgent: true
            ),
            _ => Ending.GaveUp(
                new(disconnection.Detail)
                {
                    Details = [disconnection.Error?.Advice ?? "Look for a loop in it. This limit cannot be changed."],
                }
            ) with
            {
                IsFlood = true,
            },
        };

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
