using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Desk.Protocols;

/// <summary>A program on standard input and output: one JSON object a line, one process a conversation.</summary>
internal static class Lines
{
    public static readonly ActivitySource Source = new("Desk");

    public static async Task HoldAsync(TextReader input, TextWriter output)
    {
        // No request brings the trace of the conversation along: it stands in the environment.
        ActivityContext.TryParse(Environment.GetEnvironmentVariable("TRACEPARENT"), null, out var conversation);
        while (await input.ReadLineAsync() is { } line)
        {
            using var turn = Source.StartActivity("turn", ActivityKind.Server, conversation);
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
