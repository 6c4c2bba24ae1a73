using System.Text.Json.Nodes;
using Cekura.Agents.Http;
using Cekura.Agents.Lines;
using Cekura.Agents.Text;

namespace Cekura.Agents.Protocols;

/// <summary>AG-UI: each turn is a run of the thread, told in events. The caller sends all messages of the thread with each.</summary>
internal sealed class AgUi(AgentSettings agent, Uri url, HttpExchange http, string threadId) : ITurnProtocol
{
    /// <summary>What such an agent answers.</summary>
    public const string Shape =
        "It has to answer a stream of events: RUN_STARTED, TEXT_MESSAGE_START, TEXT_MESSAGE_CONTENT, TEXT_MESSAGE_END, RUN_FINISHED.";

    private readonly JsonArray _messages = [];
    private JsonNode? _state;
    private JsonArray _interrupts = [];

    /// <inheritdoc/>
    public string Expected => Shape;

    /// <inheritdoc/>
    public async Task AnswerAsync(CallerTurn turn, TurnSink sink, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsync(url, Request(turn.Text), "text/event-stream", cancellationToken).ConfigureAwait(false);
        if (!answer.IsStream)
        {
            throw answer.Wrong(await answer.JsonAsync(cancellationToken).ConfigureAwait(false), "which is no stream of events");
        }

        var run = new AgUiRun(_messages, sink);
        await foreach (var read in answer.EventsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (answer.Json(read) is not JsonObject told || AgentJson.AsText(told["type"]) is not { } type)
            {
                throw answer.Wrong($"sent the event {http.Shown(read.Data)}, which has no type");
            }

            if (type == "RUN_ERROR")
            {
                throw answer.Failed(AgentJson.Text(told["message"]));
            }

            if (type == "RUN_FINISHED")
            {
                run.End();
                _interrupts = Interrupts(told, sink);
                return;
            }

            _state = type == "STATE_SNAPSHOT" ? told["snapshot"]?.DeepClone() : _state;
            run.Take(type, told);
        }

        run.End();
        throw HttpAnswer.Half("RUN_FINISHED");
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    private JsonObject Request(string text)
    {
        if (text.Length > 0)
        {
            _messages.Add(
                (JsonNode)
                    new JsonObject
                    {
                        ["id"] = Guid.NewGuid().ToString(),
                        ["role"] = "user",
                        ["content"] = text,
                    }
            );
        }

        var request = new JsonObject
        {
            ["threadId"] = threadId,
            ["runId"] = Guid.NewGuid().ToString(),
            ["state"] = _state?.DeepClone() ?? new JsonObject(),
            ["messages"] = _messages.DeepClone(),
            ["tools"] = new JsonArray(),
            ["context"] = new JsonArray(),
            ["forwardedProps"] = new JsonObject(),
        };
        if (_interrupts.Count > 0)
        {
            request["resume"] = Resumed(text);
            _interrupts = [];
        }

        foreach (var (name, value) in agent.Options["body"] as JsonObject ?? [])
        {
            request[name] = value?.DeepClone();
        }

        return request;
    }

    // An agent that waits for a person has asked the caller.
    private static JsonArray Interrupts(JsonObject finished, TurnSink sink)
    {
        var ids = new JsonArray();
        foreach (var interrupt in (finished["outcome"] as JsonObject)?["interrupts"] as JsonArray ?? [])
        {
            if (interrupt is JsonObject asked)
            {
                sink.Message(AgentJson.AsText(asked["message"]) ?? "");
                ids.Add(asked["id"]?.DeepClone());
            }
        }

        return ids;
    }

    private JsonArray Resumed(string text) =>
        [
            .. _interrupts.Select(id =>
                (JsonNode)
                    new JsonObject
                    {
                        ["interruptId"] = id?.DeepClone(),
                        ["status"] = "resolved",
                        ["payload"] = text,
                    }
            ),
        ];
}
