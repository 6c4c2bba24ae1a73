using System.Diagnostics;
using System.Text;
using Cekura.Agents.Lines;
using Cekura.Agents.Traces;

namespace Cekura.NUnit.InProcess;

/// <summary>A conversation with an agent that is a method.</summary>
internal sealed class MethodProtocol(AgentMethod agent, LineOpening opening) : ITurnProtocol
{
    private readonly AgentConversation _conversation = new(opening.ConversationId, opening.RunId, opening.ScenarioId);
    private long _bytes;

    /// <inheritdoc/>
    public string Expected => "It has to return an AgentReply with words, or one that ends the call.";

    /// <inheritdoc/>
    public string LimitName => "TimeoutSeconds of [CekuraAgent]";

    /// <inheritdoc/>
    public async Task AnswerAsync(CallerTurn turn, TurnSink sink, CancellationToken cancellationToken)
    {
        _conversation.Hear(turn.Text, turn.EndsCall);
        var reply = await AskAsync(cancellationToken).ConfigureAwait(false);
        var said = new List<string>();
        foreach (var part in reply.Parts)
        {
            var text = Whole(part.Text);
            switch (part.Kind)
            {
                case ReplyPartKind.Words:
                    sink.Message(text);
                    said.Add(text);
                    break;
                case ReplyPartKind.Call:
                    sink.Call(Whole(part.Id), Whole(part.Tool), text);
                    break;
                case ReplyPartKind.Result:
                    sink.Result(Whole(part.Id), text);
                    break;
                default:
                    sink.EndCall();
                    return;
            }
        }

        _conversation.Say(said);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // A method that ignores its token is left behind: the conversation does not wait for it.
    private async Task<AgentReply> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(() => CallAsync(cancellationToken), CancellationToken.None)
                .WaitAsync(cancellationToken)
                .ConfigureAwait(false)
                ?? throw new AgentFaultException(FaultKind.BadAnswer, "returned null in the place of a reply", Expected);
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested && e is not AgentFaultException)
        {
            throw new OperationCanceledException("The conversation is over, or the time of the turn is.", e, cancellationToken);
        }
        catch (Exception e) when (e is not AgentFaultException)
        {
            throw ThrownError.Of(e);
        }
    }

    private async Task<AgentReply?> CallAsync(CancellationToken cancellationToken)
    {
        // What the agent's own spans hang on.
        using var activity = Parent() is { } parent ? new Activity("Cekura agent turn").SetParentId(parent).Start() : null;
        return agent.Answer(_conversation, cancellationToken) is { } answering ? await answering.ConfigureAwait(false) : null;
    }

    private string? Parent() => opening.EachRequest?.Invoke().GetValueOrDefault(TraceContext.ParentHeader);

    /// <summary>The text as it would come out of a socket: within the limits, and without halves of characters.</summary>
    private string Whole(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        _bytes += utf8.Length;
        return utf8.Length > LineLimits.FrameBytes ? throw TooLarge("returned a text of more than 1 MB")
            : _bytes > LineLimits.ConversationBytes ? throw TooLarge("returned more than 16 MB in one conversation")
            : Encoding.UTF8.GetString(utf8);
    }

    private static AgentFaultException TooLarge(string how) =>
        new(FaultKind.TooLarge, how, "Look for a loop in it. This limit cannot be changed.");
}
