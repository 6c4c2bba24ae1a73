using System.Text.Json.Nodes;

namespace Desk.Protocols;

/// <summary>OpenAI's Responses: each request has what is new, and the id of the answer before it.</summary>
internal static class OpenAiResponses
{
    public static async Task<object> AnswerAsync(JsonObject request)
    {
        // "resp_CONVERSATION_TURN": every answer has an id of its own, which leads back to its conversation.
        var conversation = request["previous_response_id"]?.ToString().Split('_')[1] ?? $"{Guid.NewGuid():N}";
        var reply = await FrontDesk.AnswerAsync(conversation, Words(request["input"]!));
        object[] tools =
        [
            .. reply.Tools.SelectMany(tool =>
                new object[]
                {
                    new
                    {
                        type = "function_call",
                        call_id = tool.Id,
                        name = tool.Name,
                        arguments = tool.Arguments,
                    },
                    new
                    {
                        type = "function_call_output",
                        call_id = tool.Id,
                        output = tool.Result,
                    },
                }
            ),
        ];
        var message = new
        {
            type = "message",
            role = "assistant",
            content = new[] { new { type = "output_text", text = reply.Words } },
        };
        return new
        {
            id = $"resp_{conversation}_{Guid.NewGuid():N}",
            status = "completed",
            output = (object[])[.. tools, message],
        };
    }

    // A text, or a list of messages.
    private static string Words(JsonNode input) => input is JsonArray list ? $"{list.LastOrDefault()?["content"]}" : $"{input}";
}
