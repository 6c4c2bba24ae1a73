using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Desk.Protocols;

/// <summary>The words of a conversation that a caller sends.</summary>
internal static class History
{
    public static IEnumerable<ChatMessage> Of(JsonArray messages) =>
        from message in messages
        let role = $"{message!["role"]}"
        where role is "user" or "assistant"
        select new ChatMessage(new ChatRole(role), $"{message["content"]}");
}
