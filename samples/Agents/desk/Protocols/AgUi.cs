using System.Text.Json;
using System.Text.Json.Nodes;

namespace Desk.Protocols;

/// <summary>AG-UI: each run has the whole conversation, and is answered by a stream of events.</summary>
internal static class AgUi
{
    public static async Task AnswerAsync(JsonObject input, HttpResponse response)
    {
        var reply = await FrontDesk.AnswerAsync(History.Of(input["messages"]!.AsArray()));
        var tools = reply.Tools.SelectMany(tool =>
            new object[]
            {
                new
                {
                    type = "TOOL_CALL_START",
                    toolCallId = tool.Id,
                    toolCallName = tool.Name,
                },
                new
                {
                    type = "TOOL_CALL_ARGS",
                    toolCallId = tool.Id,
                    delta = tool.Arguments,
                },
                new { type = "TOOL_CALL_END", toolCallId = tool.Id },
                new
                {
                    type = "TOOL_CALL_RESULT",
                    messageId = Guid.NewGuid(),
                    toolCallId = tool.Id,
                    content = tool.Result,
                },
            }
        );
        var messageId = Guid.NewGuid();
        object[] words =
        [
            new
            {
                type = "TEXT_MESSAGE_START",
                messageId,
                role = "assistant",
            },
            new
            {
                type = "TEXT_MESSAGE_CONTENT",
                messageId,
                delta = reply.Words,
            },
            new { type = "TEXT_MESSAGE_END", messageId },
        ];
        var run = new
        {
            type = "RUN_STARTED",
            threadId = $"{input["threadId"]}",
            runId = $"{input["runId"]}",
        };
        response.ContentType = "text/event-stream";
        foreach (var told in (object[])[run, .. tools, .. words, run with { type = "RUN_FINISHED" }])
        {
            await response.WriteAsync($"data: {JsonSerializer.Serialize(told)}\n\n");
        }
    }
}
