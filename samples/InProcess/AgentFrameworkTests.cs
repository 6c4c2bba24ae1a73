using Cekura.NUnit;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;
using NUnit.Framework;

namespace InProcess;

/// <summary>Agent 2 is an AIAgent of Microsoft Agent Framework: its session remembers, and is given the caller's words alone.</summary>
public sealed class AgentFrameworkTests
{
    private static readonly AIAgent Desk = new ChatClientAgent(
        new StubModel(),
        instructions: "You are the front desk of Harbour Dental.",
        tools: [AIFunctionFactory.Create(Opening.Hours, "opening_hours")]
    );

    [CekuraAgent(2)]
    public static async Task<AgentReply> Answer(AgentConversation conversation, CancellationToken cancellationToken)
    {
        var session = conversation.State as AgentSession ?? await Desk.CreateSessionAsync(cancellationToken);
        conversation.State = session;
        return Reply.Of((await Desk.RunAsync(conversation.CallerText, session, cancellationToken: cancellationToken)).AsChatResponse());
    }

    [CekuraScenario(201, Personalities = new[] { 3, 7 })]
    public void Tells_when_the_desk_is_open(CekuraRun run)
    {
        Assert.That(run, Does.Pass);
        Assert.That(run, Has.ToolCall("opening_hours").With("day", "Monday").Before(Does.Say("8 AM").By(Speaker.Agent)));
    }
}
