using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Agents.Http;
using Cekura.Agents.Lines;
using Cekura.Agents.Text;

namespace Cekura.Agents.Protocols;

/// <summary>OpenAI's Chat Completions, streamed or not: the caller sends the whole conversation with each turn.</summary>
internal sealed class OpenAiChat(AgentSettings agent, Uri url, HttpExchange http) : ITurnProtocol
{
    /// <summary>What such an agent answers.</summary>
    public const string Shape =
        "It has to answer { \"choices\": [ { \"message\": { \"content\": \"Hello\" } } ] }, or a stream of such deltas.";

    private readonly ChatHistory _history = new();

    /// <inheritdoc/>
    public string Expected => Shape;

    /// <inheritdoc/>
    public async Task AnswerAsync(CallerTurn turn, TurnSink sink, CancellationToken cancellationToken)
    {
        _history.Caller(turn.Text);
        using var answer = await http.PostAsync(url, Request(), "application/json, text/event-stream", cancellationToken)
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

    private JsonObject Request()
    {
        var request = (JsonObject)(agent.Options["body"] as JsonObject ?? []).DeepClone();
        var messages = _history.ToJson();
        if (agent.Text("instructions") is { } instructions)
        {
            messages.Insert(0, new JsonObject { ["role"] = "system", ["content"] = instructions });
        }

        if (agent.Text("model") is { } model)
        {
            request["model"] = model;
        }

        request["messages"] = messages;
        request["stream"] = agent.Flag("stream");
        return request;
    }

    private static void Read(HttpAnswer answer, JsonNode? whole, TurnSink sink)
    {
        ThrowIfError(answer, whole);
        var choice = Choice(whole);
        if (choice?["message"] is not JsonObject message)
        {
            throw answer.Wrong(whole, "which has no message");
        }

        // An agent that is done shows what it did for its words; one that asks for a tool says its words before.
        var calls = CallsOf(message);
        var asks = Finish(choice) == "tool_calls";
        if (asks)
        {
            sink.Message(Words(message));
        }

        Tell(calls, told: 0, sink);
        if (!asks)
        {
            sink.Message(Words(message));
        }

        RefuseOpenCalls(asks, calls, sink);
    }

    private static async Task ReadAsync(HttpAnswer answer, TurnSink sink, CancellationToken cancellationToken)
    {
        var calls = new List<ToolCallParts>();
        string? finish = null;
        var told = 0;
        await foreach (var read in answer.EventsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (read.Data.Trim() == "[DONE]")
            {
                finish ??= "stop";
                break;
            }

            var part = answer.Json(read);
            ThrowIfError(answer, part);
            var choice = Choice(part);
            finish = Finish(choice) ?? finish;
            if (choice?["delta"] is not JsonObject delta)
            {
                continue;
            }

            foreach (var piece in delta["tool_calls"] as JsonArray ?? [])
            {
                Add(calls, told, piece);
            }

            // Words after a call say what came of it.
            var words = Words(delta);
            told = words.Length > 0 ? Tell(calls, told, sink) : told;
            sink.Piece(words);
        }

        if (finish is null)
        {
            throw HttpAnswer.Half("\"finish_reason\" or [DONE]");
        }

        Tell(calls, told, sink);
        RefuseOpenCalls(finish == "tool_calls", calls, sink);
    }

    private static int Tell(List<ToolCallParts> calls, int told, TurnSink sink)
    {
        foreach (var call in calls.Skip(told))
        {
            sink.Call(call.Id, call.Name.ToString(), call.Arguments.ToString());
        }

        return calls.Count;
    }

    // The caller is a person: it has none of the agent's tools.
    private static void RefuseOpenCalls(bool asks, List<ToolCallParts> calls, TurnSink sink)
    {
        if (asks && calls.Count > 0 && sink.Said.Length == 0)
        {
            throw new AgentFaultException(
                FaultKind.BadAnswer,
                $"asked the caller to carry out the tool {calls[0].Name} (finish_reason \"tool_calls\") and said nothing",
                "Let it carry out its tools itself and answer with words; the calls that it shows with them stand in the transcript."
            );
        }
    }

    private static List<ToolCallParts> CallsOf(JsonObject message)
    {
        var calls = new List<ToolCallParts>();
        foreach (var call in message["tool_calls"] as JsonArray ?? [])
        {
            calls.Add(new(Id(call, calls.Count)));
            calls[^1].Add(call);
        }

        return calls;
    }

    // An agent that calls its tools by itself streams several answers of its model one after the other, each of which counts from 0.
    private static void Add(List<ToolCallParts> calls, int told, JsonNode? piece)
    {
        var index = piece is JsonObject && piece["index"] is JsonValue value && value.TryGetValue(out int number) ? number : -1;
        var id = Id(piece, calls.Count);
        var begun = index < 0 ? -1 : calls.FindLastIndex(call => call.Index == index);
        if (begun < told || (HasId(piece) && calls[begun].IsNamed && calls[begun].Id != id))
        {
            calls.Add(new(id) { Index = index, IsNamed = HasId(piece) });
            begun = calls.Count - 1;
        }

        calls[begun].Add(piece);
    }

    private static bool HasId(JsonNode? call) => call is JsonObject && AgentJson.AsText(call["id"]) is { Length: > 0 };

    private static string Id(JsonNode? call, int index) =>
        HasId(call) ? AgentJson.AsText(call!["id"])! : string.Create(CultureInfo.InvariantCulture, $"call_{index + 1}");

    private static void ThrowIfError(HttpAnswer answer, JsonNode? part)
    {
        if (part is JsonObject && part["error"] is { } error)
        {
            throw answer.Failed(AgentJson.Text((error as JsonObject)?["message"] ?? error));
        }
    }

    private static JsonObject? Choice(JsonNode? whole) =>
        whole is JsonObject && whole["choices"] is JsonArray { Count: > 0 } choices ? choices[0] as JsonObject : null;

    private static string? Finish(JsonObject? choice) => AgentJson.AsText(choice?["finish_reason"]);

    private static string Words(JsonObject message) =>
        message["content"] is JsonArray parts
            ? string.Concat(parts.Select(part => AgentJson.AsText((part as JsonObject)?["text"])))
            : AgentJson.AsText(message["content"]) ?? AgentJson.AsText(message["refusal"]) ?? "";
}
