using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace Desk;

/// <summary>The agent itself, of Microsoft Agent Framework. Every protocol asks it, and only puts what it says into other words.</summary>
internal static class FrontDesk
{
    private static readonly AIAgent Agent = new ChatClientAgent(
        new StubModel().AsBuilder().UseOpenTelemetry().Build(),
        instructions: "You are the front desk of Harbour Dental.",
        tools: [AIFunctionFactory.Create(OpeningHours, "opening_hours"), AIFunctionFactory.Create(BookSlot, "book_slot")]
    );

    private static readonly ConcurrentDictionary<string, AgentSession> Sessions = new();

    /// <summary>Answers where the protocol has an id of the conversation and this side remembers it.</summary>
    public static async Task<Reply> AnswerAsync(string conversation, string said)
    {
        if (!Sessions.TryGetValue(conversation, out var session))
        {
            session = Sessions.GetOrAdd(conversation, await Agent.CreateSessionAsync());
        }

        return Reply.Of((await Agent.RunAsync(said, session)).Messages);
    }

    /// <summary>Answers where the caller sends the whole conversation each time.</summary>
    public static async Task<Reply> AnswerAsync(IEnumerable<ChatMessage> conversation) =>
        Reply.Of((await Agent.RunAsync(conversation)).Messages);

    private static string OpeningHours(string day) =>
        day is "Saturday" or "Sunday" ? $"We are closed on {day}." : $"{day} from 8 AM to 5 PM.";

    private static string BookSlot(string day) => $"You are booked for {day} at 10 AM.";
}

/// <summary>One turn of the agent.</summary>
internal sealed record Reply(string Words, IReadOnlyList<Tool> Tools)
{
    public static Reply Of(IEnumerable<ChatMessage> messages)
    {
        var contents = messages.SelectMany(message => message.Contents).ToList();
        var results = contents.OfType<FunctionResultContent>().ToDictionary(result => result.CallId, result => $"{result.Result}");
        return new(
            string.Join(' ', contents.OfType<TextContent>().Select(words => words.Text)),
            [
                .. contents
                    .OfType<FunctionCallContent>()
                    .Select(call => new Tool(call.CallId, call.Name, JsonSerializer.Serialize(call.Arguments), results[call.CallId])),
            ]
        );
    }
}

/// <summary>A tool that the agent called in its turn; the arguments are JSON.</summary>
internal sealed record Tool(string Id, string Name, string Arguments, string Result);
