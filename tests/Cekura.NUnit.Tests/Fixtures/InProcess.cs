using System.Diagnostics;
using NUnit.Framework;
using Assert = NUnit.Framework.Assert;

namespace Cekura.NUnit.Tests.Fixtures;

/// <summary>Agents that are methods; the seed of the tests has agents of these ids, of which no other can be reached.</summary>
public sealed class InProcess
{
    internal static Action Press { get; set; } = () => { };

    internal static TaskCompletionSource Meeting { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal static int Met;

    internal static int Asked;

    /// <summary>The parent that the agent's own spans would have, and whether they would be recorded.</summary>
    internal static (string? Parent, bool IsRecorded) LastTrace { get; private set; }

    internal static CancellationToken LastToken { get; private set; }

    [CekuraScenario(911, Name = "Books", Personalities = new[] { 3 })]
    public void Everything_it_does_is_heard(CekuraRun run)
    {
        Assert.That(run, Does.Pass);
        Assert.That(run, Has.ToolCall("find_slot").With("date", "2026-05-04").Before(Does.Say("It is free").By(Speaker.Agent)));
        Assert.That(
            run.ToolCalls.Select(call => (call.Name, call.Result)),
            Is.EqualTo(new[] { ("find_slot", "free"), ("book", "{\"id\":7}") })
        );
        Assert.That(
            run.Transcript.ToString(),
            Does.Match("(?s)Monday.*Caller: On Monday.*One moment.*find_slot.*It is free.*Caller: Yes.*book.*Booked, dear 5\\.")
        );
        Assert.That(run.EndedReason, Is.EqualTo("main-agent-ended-call"));
    }

    [CekuraScenario(911, Name = "Books in a chat", Mode = "api_chat", Agent = 91)]
    public void Answers_an_API_chat(CekuraRun run)
    {
        Assert.That(run, Does.Pass);
        Assert.That(run, Has.ToolCall("find_slot").Before(Has.ToolCall("book")));
    }

    [CekuraAgent(91)]
    internal static async Task<AgentReply> Book(AgentConversation conversation, CancellationToken cancellationToken)
    {
        await Task.Yield();
        LastTrace = (Activity.Current?.ParentId, Activity.Current?.Recorded is true);
        var turn = (int)(conversation.State ?? 0);
        conversation.State = turn + 1;
        return turn switch
        {
            0 => new("Is Monday good?"),
            1 => new AgentReply()
                .Say("One moment.")
                .CallTool("a", "find_slot", new { date = "2026-05-04" })
                .ToolResult("a", "free")
                .Say($"It is free. {conversation.CallerText}: shall I book it?"),
            _ => new AgentReply()
                .CallTool("b", "book", "{}")
                .ToolResult("b", new { id = 7 })
                .Say($"Booked, dear {conversation.Messages.Count}.")
                .EndCall(),
        };
    }

    [CekuraScenario(912, Name = "Is played", Personalities = new[] { 3 })]
    public void A_model_plays_the_caller(CekuraRun run)
    {
        Assert.That(run, Does.Pass);
        Assert.That(run.Transcript.ToString(), Does.Match("(?s)shall I book it.*Caller: Yes, please\\."));
    }

    [CekuraModel]
    internal static Task<ModelAnswer> Ask(ModelQuestion question, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref Asked);
        return Task.FromResult(
            new ModelAnswer("""{"say": "Yes, please.", "done": false, "reason": "It was asked."}""") { Model = $"{question.Model} of mine" }
        );
    }

    [CekuraScenario(921, Name = "Throws at once", Personalities = new[] { 3 })]
    public void Throws_at_once(CekuraRun run) => Assert.Fail("The method does not run.");

    [CekuraAgent(92)]
    internal static Task<AgentReply> Throw(AgentConversation conversation, CancellationToken cancellationToken) => throw Error();

    [CekuraScenario(931, Name = "Throws later", Personalities = new[] { 3 })]
    public void Throws_later(CekuraRun run) => Assert.That(run, Does.Pass);

    [CekuraAgent(93)]
    internal static async Task<AgentReply> ThrowLater(AgentConversation conversation, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return conversation.Messages.Count < 2 ? new("Is Monday good?") : throw new TaskCanceledException("The model did not answer.");
    }

    [CekuraScenario(941, Name = "Hangs", Personalities = new[] { 3 })]
    public void Hangs(CekuraRun run) => Assert.Fail("The method does not run.");

    [CekuraAgent(94, TimeoutSeconds = 1)]
    internal static Task<AgentReply> Hang(AgentConversation conversation, CancellationToken cancellationToken)
    {
        LastToken = cancellationToken;
        return new TaskCompletionSource<AgentReply>().Task;
    }

    [CekuraScenario(951, Name = "Says nothing", Personalities = new[] { 3 })]
    public void Returns_null(CekuraRun run) => Assert.That(run, Does.Pass);

    [CekuraAgent(95)]
    internal static async Task<AgentReply> Nothing(AgentConversation conversation, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return null!;
    }

    [CekuraScenario(961, Name = "Meets", Personalities = new[] { 3, 7 })]
    public void Two_conversations_are_held_at_once(CekuraRun run) => Assert.That(run, Does.Pass);

    [CekuraAgent(96)]
    internal static async Task<AgentReply> Meet(AgentConversation conversation, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref Met) == 2)
        {
            Meeting.SetResult();
        }

        await Meeting.Task.WaitAsync(cancellationToken);
        return new AgentReply("Goodbye.").EndCall();
    }

    [CekuraScenario(971, Name = "Stopped", Personalities = new[] { 3 })]
    public void Stopped(CekuraRun run) => Assert.That(run, Does.Pass);

    [CekuraAgent(97)]
    internal static async Task<AgentReply> Stop(AgentConversation conversation, CancellationToken cancellationToken)
    {
        LastToken = cancellationToken;
        Press();
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return new("Too late.");
    }

    private static InvalidOperationException Error() => new("There is no key.\nSet DESK_KEY.");
}
