using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Client;

namespace Cekura.Runs.Agents;

/// <summary>A tool that the agent called.</summary>
/// <param name="Name">Name of the tool.</param>
/// <param name="Arguments">What it was given, any JSON; null: nothing.</param>
/// <param name="HasResult">Whether the agent says what the tool answered.</param>
/// <param name="Result">What it answered, any JSON.</param>
internal sealed record ToolCall(string Name, JsonNode? Arguments, bool HasResult, JsonNode? Result)
{
    /// <summary>The entries that record it: arguments and result are JSON in a text.</summary>
    /// <param name="number">Number of the call in its run, from 1.</param>
    public IEnumerable<ChatMessage> Messages(int number)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"call_{number}");
        yield return new ChatMessage
        {
            Role = "Function Call",
            Data = new JsonObject
            {
                ["id"] = id,
                ["name"] = Name,
                ["arguments"] = Text(Arguments ?? new JsonObject()),
            },
        };
        if (HasResult)
        {
            yield return new ChatMessage
            {
                Role = "Function Call Result",
                Data = new JsonObject { ["id"] = id, ["result"] = Text(Result) },
            };
        }
    }

    private static string Text(JsonNode? value) =>
        value is JsonValue text && text.GetValueKind() == JsonValueKind.String ? (string)text! : value?.ToJsonString() ?? "null";
}
