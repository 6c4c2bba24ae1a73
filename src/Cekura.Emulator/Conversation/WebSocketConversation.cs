using System.Net.WebSockets;

namespace Cekura.Emulator.Conversation;

/// <summary>Holds a conversation with an agent over its WebSocket (protocols, section 1).</summary>
/// <param name="time">The clock of every limit and every offset; pings alone follow the system's.</param>
internal sealed class WebSocketConversation(TimeProvider time) : IConversationPlayer, IDisposable
{
    private readonly AgentConnector _connector = new(time);

    /// <inheritdoc/>
    public async Task<ConversationRecord> PlayAsync(ConversationRequest request, Action<RecordedTurn>? live, CancellationToken endCall)
    {
        ClientWebSocket socket;
        try
        {
            socket = await _connector.ConnectAsync(request, endCall);
        }
        catch (OperationCanceledException)
        {
            return new ConversationRecord { End = ConversationEnd.Cancelled, EndedReason = EndedReason.CancelledByUser };
        }
        catch (ConnectException exception)
        {
            return new ConversationRecord { End = ConversationEnd.Failed, EndedReason = exception.EndedReason, ErrorMessage = exception.Message };
        }

        await using var agent = new AgentConnection(socket, time);
        var transcript = new Transcript(time, live);
        var caller = request.NewCaller();
        var talk = new Talk(request, caller, agent, transcript, time);
        var ending = await HoldAsync(talk, request.MaxDuration, transcript, endCall);
        var duration = transcript.Elapsed;
        await CloseAsync(talk, agent, ending);
        ending = Judge(ending, talk, agent, AgentConnector.AddressOf(request.Url));
        return new ConversationRecord
        {
            End = ending.End,
            EndedReason = ending.Reason,
            ErrorMessage = ending.Error,
            Metadata = talk.Metadata,
            Turns = transcript.Turns,
            FiredConditions = caller.Fired,
            Unmatched = caller.Unmatched,
            Duration = duration,
        };
    }

    public void Dispose() => _connector.Dispose();

    private async Task<Ending> HoldAsync(Talk talk, TimeSpan maxDuration, Transcript transcript, CancellationToken endCall)
    {
        using var limit = new CancellationTokenSource(maxDuration, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, endCall);
        try
        {
            return await talk.HoldAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            return !endCall.IsCancellationRequested ? new Ending(ConversationEnd.Completed, EndedReason.ExceededMaxDuration)
                : transcript.HasWords ? new Ending(ConversationEnd.Completed, EndedReason.UserInitiated)
                : new Ending(ConversationEnd.Cancelled, EndedReason.CancelledByUser);
        }
    }

    private static async Task CloseAsync(Talk talk, AgentConnection agent, Ending ending)
    {
        if (!ending.ByAgent && ending != Ending.CallerEndedCall)
        {
            await agent.SendAsync(CallerFrame.Write("", endsCall: true));
        }

        if (ending.End is ConversationEnd.Failed)
        {
            // An agent that does not stop is not waited for.
            await agent.CloseAsync();
            return;
        }

        if (!ending.ByAgent)
        {
            await agent.DrainAsync(talk.TakeLate);
        }

        await agent.CloseAsync();
        await agent.DrainAsync(_ => { });
    }

    /// <summary>A call in which the agent should have spoken and never did is no call.</summary>
    private static Ending Judge(Ending ending, Talk talk, AgentConnection agent, string where)
    {
        if (ending.End is ConversationEnd.Failed)
        {
            return ending with { Error = $"With the agent at {where}, {ending.Error}" };
        }

        if (talk.HasHeardAgent || ending.End is ConversationEnd.Cancelled || ending.Reason is EndedReason.CallerEndedCall or EndedReason.UserInitiated)
        {
            return ending;
        }

        var what = agent.Disconnection is { } disconnection && ending.ByAgent ? disconnection.Detail : "accepted the connection";
        var ignored = agent.IgnoredFrames == 0 ? "" : $" Ignored frames: {agent.IgnoredFrames}; the first was {agent.FirstIgnoredFrame}.";
        return new Ending(
            ConversationEnd.Failed,
            EndedReason.DidNotAnswer,
            $"The agent at {where} {what} and never said a word.{ignored} It has to send text frames such as {{\"content\": \"Hello\"}}.");
    }
}
