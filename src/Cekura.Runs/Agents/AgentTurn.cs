using System.Text.Json.Nodes;
using Cekura.Client;
using Cekura.Manifests.Text;

namespace Cekura.Runs.Agents;

/// <summary>What the agent answered: words, the end of the chat, metadata, tool calls.</summary>
/// <param name="Content">Its words; null for none.</param>
/// <param name="End">Whether it ends the chat.</param>
/// <param name="Metadata">Merged into the run's metadata; null for none.</param>
/// <param name="ToolCalls">Calls of tools that it made before it answered.</param>
internal sealed record AgentTurn(string? Content, bool End, JsonObject? Metadata, IReadOnlyList<ToolCall> ToolCalls)
{
    /// <summary>What came before <see cref="Content"/>, in the order in which the agent said and did it.</summary>
    public IReadOnlyList<ChatMessage> Earlier { get; init; } = [];

    private const string Shape =
        "It answers an object: { \"content\": \"…\", \"end\": false, \"metadata\": {}, \"tool_calls\": [ { \"name\": \"…\", \"arguments\": {}, \"result\": {} } ] }, of which every part may be missing.";

    /// <exception cref="ChatException">The answer does not have the shape of a turn.</exception>
    public static AgentTurn Read(JsonNode? answer)
    {
        if (answer is not JsonObject turn)
        {
            throw new ChatException($"The agent answered {Quoted.Text(answer?.ToJsonString() ?? "null")}. {Shape}");
        }

        var read = new AgentTurn(
            Value<string>(turn, "content"),
            Value<bool?>(turn, "end") ?? false,
            Part<JsonObject>(turn, "metadata"),
            [.. (Part<JsonArray>(turn, "tool_calls") ?? []).Select(ToolCall)]
        );
        return read.End || !string.IsNullOrWhiteSpace(read.Content)
            ? read
            : throw new ChatException(
                "The agent answered without words and did not end the chat, so the caller has nothing to answer. Give \"content\", or \"end\": true."
            );
    }

    private static ToolCall ToolCall(JsonNode? node) =>
        node is JsonObject call && Value<string>(call, "name") is { Length: > 0 } name
            ? new ToolCall(name, call["arguments"], call.ContainsKey("result"), call["result"])
            : throw new ChatException($"The agent's \"tool_calls\" hold {Quoted.Text(node?.ToJsonString() ?? "null")}. {Shape}");

    private static T? Value<T>(JsonObject turn, string name) =>
        turn[name] switch
        {
            null => default,
            JsonValue value when value.TryGetValue<T>(out var read) => read,
            var other => throw Wrong(name, other),
        };

    private static T? Part<T>(JsonObject turn, string name)
        where T : JsonNode =>
        turn[name] switch
        {
            null => null,
            T part => part,
            var other => throw Wrong(name, other),
        };

    private static ChatException Wrong(string name, JsonNode value) =>
        new($"The agent answered {Quoted.Text(value.ToJsonString())} as \"{name}\". {Shape}");
}
