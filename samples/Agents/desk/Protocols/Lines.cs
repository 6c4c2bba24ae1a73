using System.Text.Json;
using System.Text.Json.Nodes;

namespace Desk.Protocols;

/// <summary>A program on standard input and output: one JSON object a line, one process a conversation.</summary>
internal static class Lines
{
    public static async Task HoldAsync(TextReader input, TextWriter output)
    {
        while (await input.ReadLineAsync() is { } line)
        {
            var request = JsonNode.Parse(line)!;
            var reply = await FrontDesk.AnswerAsync("", $"{request["content"]}");
            var tool_calls = reply.Tools.Select(tool => new
            {
                name = tool.Name,
                arguments = JsonNode.Parse(tool.Arguments),
                result = tool.Result,
            });
            await output.WriteLineAsync(JsonSerializer.Serialize(new { content = reply.Words, tool_calls }));
        }
    }
}
