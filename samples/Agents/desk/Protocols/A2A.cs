using System.Text.Json.Nodes;

namespace Desk.Protocols;

/// <summary>A2A over JSON-RPC: a message is answered by a message. The protocol shows no tools; the agent's trace does.</summary>
internal static class A2A
{
    public static async Task<object> AnswerAsync(JsonObject request)
    {
        var message = request["params"]!["message"]!;
        var contextId = message["contextId"]?.ToString() ?? $"{Guid.NewGuid()}";
        var reply = await FrontDesk.AnswerAsync(contextId, string.Concat(message["parts"]!.AsArray().Select(part => part!["text"])));
        var parts = new[] { new { kind = "text", text = reply.Words } };
        var result = new
        {
            kind = "message",
            role = "agent",
            messageId = Guid.NewGuid(),
            contextId,
            parts,
        };
        return new
        {
            jsonrpc = "2.0",
            id = request["id"],
            result,
        };
    }
}
