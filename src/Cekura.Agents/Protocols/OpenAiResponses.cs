using System.Text.Json.Nodes;
using Cekura.Agents.Http;
using Cekura.Agents.Lines;
using Cekura.Agents.Text;

namespace Cekura.Agents.Protocols;

/// <summary>OpenAI's Responses, streamed or not: the agent keeps the conversation, unless its settings say that the caller does.</summary>
internal sealed class OpenAiResponses(AgentSettings agent, Uri url, HttpExchange http, string conversationId) : ITurnProtocol
{
    /// <summary>What such an agent answers.</summary>
    public const string Shape =
        "It has to answer { \"id\": \"r1\", \"output\": [ { \"type\": \"message\", \"content\": [ { \"type\": \"output_text\", \"text\": \"Hello\" } ] } ] }, or a stream of response events.";

    private readonly ChatHistory _history = new();
    private string? _previous;

    /// <inheritdoc/>
    public string Expected => Shape;

    /// <inheritdoc/>
    public async Task AnswerAsync(CallerTurn turn, TurnSink sink, CancellationToken cancellationToken)
    {
        _history.Caller(turn.Text);
        using var answer = await http.PostAsync(url, Request(turn.Text), "application/json, text/event-stream", cancellationToken)
            .ConfigureAwait(false);
        if (answer.IsStream)
        {
            await ReadAsync(answer, sink, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            Read(answer, await answer.JsonAsync(cancellationToken).ConfigureAwait(false), sink);
        }

        _history.Agent(sink.Said);
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    private JsonObject Request(string text)
    {
        var request = (JsonObject)(agent.Options["body"] as JsonObject ?? []).DeepClone();
        foreach (var name in new[] { "model", "instructions" })
        {
            if (agent.Text(name) is { } value)
            {
                request[name] = value;
            }
        }

        var state = agent.Text("state") ?? "previous_response_id";
        request["input"] =
            state == "history" ? _history.ToJson()
            : text.Length == 0 ? new JsonArray()
            : text;
        if (state == "conversation")
        {
            request["conversation"] = conversationId;
        }
        else if (state == "previous_response_id" && _previous is not null)
        {
            request["previous_response_id"] = _previous;
        }

        request["stream"] = agent.Flag("stream");
        return request;
    }

    private void Read(HttpAnswer answer, JsonNode? whole, TurnSink sink)
    {
        ThrowIfError(answer, whole);
        if (whole is not JsonObject response || response["output"] is not JsonArray output)
        {
            throw answer.Wrong(whole, "which has no output");
        }

        _previous = AgentJson.AsText(response["id"]);
        foreach (var item in output)
        {
            Tell(item, sink, isSaid: false);
        }
    }

    private async Task ReadAsync(HttpAnswer answer, TurnSink sink, CancellationToken cancellationToken)
    {
        var isSaid = false;
        await foreach (var read in answer.EventsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (read.Data.Trim() == "[DONE]")
            {
                continue;
            }

            var told = answer.Json(read) as JsonObject;
            switch (AgentJson.AsText(told?["type"]) ?? read.Name)
            {
                case "response.output_text.delta" or "response.refusal.delta":
                    sink.Piece(AgentJson.AsText(told?["delta"]) ?? "");
                    isSaid = true;
                    break;
                case "response.output_item.done":
                    Tell(told?["item"], sink, isSaid);
                    isSaid = false;
                    break;
                case "response.completed" or "response.incomplete":
                    _previous = AgentJson.AsText((told?["response"] as JsonObject)?["id"]);
                    return;
                case "response.failed":
                    ThrowIfError(answer, told?["response"]);
                    throw answer.Failed("response.failed");
                case "error":
                    throw answer.Failed(AgentJson.Text(told?["message"] ?? (told?["error"] as JsonObject)?["message"] ?? told));
            }
        }

        throw HttpAnswer.Half("response.completed");
    }

    private static void Tell(JsonNode? node, TurnSink sink, bool isSaid)
    {
        if (node is not JsonObject item)
        {
            return;
        }

        var id = Text(item, "call_id") is { Length: > 0 } call ? call : Text(item, "id");
        switch (Text(item, "type"))
        {
            case "message":
                if (!isSaid)
                {
                    sink.Message(Words(item));
                }

                sink.EndMessage();
                break;
            case "function_call" or "custom_tool_call":
                sink.Call(id, Text(item, "name"), Written(item["arguments"] ?? item["input"]));
                break;
            case "function_call_output" or "custom_tool_call_output":
                sink.Result(id, Written(item["output"]));
                break;
            case "mcp_call":
                sink.Call(id, Text(item, "name"), Written(item["arguments"]));
                if ((item["output"] ?? item["error"]) is { } result)
                {
                    sink.Result(id, Written(result));
                }

                break;
        }
    }

    private static void ThrowIfError(HttpAnswer answer, JsonNode? whole)
    {
        if ((whole as JsonObject)?["error"] is { } error)
        {
            throw answer.Failed(AgentJson.Text((error as JsonObject)?["message"] ?? error));
        }
    }

    private static string Words(JsonObject item) =>
        item["content"] is JsonArray parts
            ? string.Concat(
                parts.OfType<JsonObject>().Select(part => AgentJson.AsText(part["text"]) ?? AgentJson.AsText(part["refusal"]) ?? "")
            )
            : Text(item, "content");

    private static string Written(JsonNode? value) => value is null ? "" : AgentJson.Text(value);

    private static string Text(JsonObject item, string name) => AgentJson.AsText(item[name]) ?? "";
}
