using Cekura.NUnit;
using Microsoft.Extensions.AI;
using NUnit.Framework;

namespace InProcess;

/// <summary>Agent 1 is an IChatClient: it is given the whole conversation in each turn, and the client calls its tools.</summary>
public sealed class ChatClientTests
{
    private static readonly IChatClient Desk = new StubModel().AsBuilder().UseFunctionInvocation().Build();

    private static readonly ChatOptions Options = new() { Tools = [AIFunctionFactory.Create(Opening.Hours, "opening_hours")] };

    [CekuraAgent(1)]
    public static async Task<AgentReply> Answer(AgentConversation conversation, CancellationToken cancellationToken)
    {
        var history = conversation.Messages.Select(message => new ChatMessage(
            message.Speaker == Speaker.Caller ? ChatRole.User : ChatRole.Assistant,
            message.Text
        ));
        return Reply.Of(await Desk.GetResponseAsync(history, Options, cancellationToken));
    }

    [CekuraScenario(101, Personalities = new[] { 3, 7 })]
    public void Tells_when_the_desk_is_open(CekuraRun run)
    {
        Assert.That(run, Does.Pass);
        Assert.That(run, Has.ToolCall("opening_hours").With("day", "Monday").Exactly(1));
    }
}
