using Cekura.Agents.Lines;
using Cekura.Agents.Protocols;
using Cekura.Emulator.Conversation;
using Cekura.Emulator.Script;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Talking;

/// <summary>Holds a conversation with an agent, by the protocol that it speaks.</summary>
/// <param name="dialer">Opens the line to it.</param>
/// <param name="time">The clock of every limit and every offset; pings alone follow the system's.</param>
internal sealed class AgentConversation(AgentDialer dialer, TimeProvider time) : IConversationPlayer, IDisposable
{
    public AgentConversation(TimeProvider time)
        : this(new AgentDialer(time), time) { }

    /// <inheritdoc/>
    public async Task<ConversationRecord> PlayAsync(ConversationRequest request, Action<RecordedTurn>? live, CancellationToken endCall)
    {
        IAgentLine agent;
        try
        {
            agent = await dialer.OpenAsync(request.Opening, endCall).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new ConversationRecord { End = ConversationEnd.Cancelled, EndedReason = EndedReason.CancelledByUser };
        }
        catch (ConnectException exception)
        {
            return new ConversationRecord
            {
                End = ConversationEnd.Failed,
                EndedReason = Reasons.Of(exception.Kind),
                ErrorMessage = exception.Message,
            };
        }

        await using var _ = agent.ConfigureAwait(false);
        var began = time.GetUtcNow();
        var transcript = new Transcript(time, live);
        var caller = request.NewCaller();
        var talk = new Talk(request, caller, agent, transcript, time);
        var ending = await HoldAsync(talk, request.MaxDuration, transcript, endCall).ConfigureAwait(false);
        var duration = transcript.Elapsed;
        transcript.IsOver = true;
        await CloseAsync(talk, agent, ending).ConfigureAwait(false);
        talk.Close();
        var turns = transcript.Turns;
        var conduct = new Conduct(request, talk, agent, turns);
        ending = conduct.Judge(ending);
        var review = caller.Review(turns);
        return new ConversationRecord
        {
            End = ending.End,
            EndedReason = ending.Reason,
            ErrorMessage = ending.Error,
            Break = ending.Break,
            Fault = ending.Fault ?? review.Fault,
            LostConnection = agent.Disconnection is { IsBreak: true },
            CutOff = ending.CutOff(request),
            Notes = [.. conduct.Notes(ending), .. review.Notes],
            Metadata = talk.Metadata,
            Turns = turns,
            FiredConditions = caller.Fired,
            Unmatched = caller.Unmatched,
            Began = began,
            Duration = duration,
        };
    }

    public void Dispose() => dialer.Dispose();

    private async Task<Ending> HoldAsync(Talk talk, TimeSpan maxDuration, Transcript transcript, CancellationToken endCall)
    {
        using var clock = new CallClock(maxDuration, time, endCall);
        try
        {
            return await talk.HoldAsync(clock).ConfigureAwait(false);
        }
        catch (CallerException exception)
        {
            return Ending.Without(exception.Fault);
        }
        catch (OperationCanceledException)
        {
            return !endCall.IsCancellationRequested ? new Ending(ConversationEnd.Completed, EndedReason.ExceededMaxDuration)
                : transcript.HasWords ? new Ending(ConversationEnd.Completed, EndedReason.UserInitiated)
                : new Ending(ConversationEnd.Cancelled, EndedReason.CancelledByUser);
        }
    }

    private static async Task CloseAsync(Talk talk, IAgentLine agent, Ending ending)
    {
        if (!ending.ByAgent && ending != Ending.CallerEndedCall)
        {
            await agent.SayAsync("", endsCall: true).ConfigureAwait(false);
        }

        if (ending.IsFlood)
        {
            // An agent that does not stop is not waited for.
            await agent.CloseAsync().ConfigureAwait(false);
            return;
        }

        if (!ending.ByAgent)
        {
            await agent.DrainAsync(talk.TakeLate).ConfigureAwait(false);
        }

        await agent.CloseAsync().ConfigureAwait(false);
        await agent.DrainAsync(_ => { }).ConfigureAwait(false);
    }
}
