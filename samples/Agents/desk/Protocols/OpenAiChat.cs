using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Desk.Protocols;

/// <summary>OpenAI's Chat Completions: each request has the whole conversation.</summary>
internal static class OpenAiChat
{
    public static async Task<object> AnswerAsync(JsonObject request)
    {
        var reply = await FrontDesk.AnswerAsync(History.Of(request["messages"]!.AsArray()));
        var tool_calls = reply.Tools.Select(tool => new
        {
            id = tool.Id,
            type = "function",
            function = new { name = tool.Name, arguments = tool.Arguments },
        });
        var message = new
        {
            role = "assistant",
            content = reply.Words,
            tool_calls,
        };
        return new
        {
            choices = new[]
            {
                new
                {
                    index = 0,
                    message,
                    finish_reason = "stop",
                },
            },
        };
    }
}
