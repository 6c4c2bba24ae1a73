using System.Text.Json.Nodes;
using AppointmentAgent.Dialogue;

namespace AppointmentAgent.Chat;

/// <summary>
/// Holds one chat over standard input and output, a line of JSON a turn: what the mode <c>api_chat</c> asks of a command.
/// </summary>
internal static class LineChat
{
    public static async Task HoldAsync(TextReader input, TextWriter output, Faults faults)
    {
        var call = Call.Begin(faults);
        while (await input.ReadLineAsync() is { } line)
        {
            // Without words it is the agent's turn to begin.
            var heard = (string?)JsonNode.Parse(line)!["content"];
            var reply = heard is null ? call.Greet() : call.Answer(heard);
            await output.WriteLineAsync(Answer(reply).ToJsonString());
            await output.FlushAsync();
            if (reply.EndsCall)
            {
                return;
            }
        }
    }

    private static JsonObject Answer(Reply reply) =>
        new()
        {
            ["content"] = reply.Text,
            ["end"] = reply.EndsCall,
            ["tool_calls"] = new JsonArray([
                .. reply.Calls.Select(call => new JsonObject
                {
                    ["name"] = call.Name,
                    ["arguments"] = call.Arguments.DeepClone(),
                    ["result"] = call.Result.DeepClone(),
                }),
            ]),
        };
}
