using System.Text.Json.Nodes;
using Cekura.Agents.Http;
using Cekura.Agents.Lines;
using Cekura.Agents.Text;

namespace Cekura.Agents.Protocols;

/// <summary>A2A over JSON-RPC, in its versions 0.3 and 1.0: the agent keeps the conversation as a context, and perhaps its tasks.</summary>
internal sealed class A2A(AgentSettings agent, Uri url, HttpExchange http, TimeProvider time) : ITurnProtocol
{
    /// <summary>What such an agent answers.</summary>
    public const string Shape = "It has to answer JSON-RPC with a message or a task as its result.";

    private const int MethodNotFound = -32601;
    private const int VersionNotSupported = -32009;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly HashSet<string> _told = [];
    private bool _isNew = agent.Text("version") == "1.0";
    private bool _isSure = agent.Text("version") is not null;
    private string? _context;
    private string? _task;
    private int _asked;

    /// <inheritdoc/>
    public string Expected => Shape;

    /// <inheritdoc/>
    public async Task AnswerAsync(CallerTurn turn, TurnSink sink, CancellationToken cancellationToken)
    {
        if (turn.Text.Length == 0)
        {
            throw new AgentFaultException(
                FaultKind.Settings,
                "A2A has no way to let the agent speak first",
                "Let the caller open: set \"agent_gives_first_message\" to false, and give the script a first message."
            );
        }

        var result = await AskAsync("message/send", "SendMessage", () => Message(turn.Text), cancellationToken).ConfigureAwait(false);
        while (result.Task is { } task && A2ATask.IsWorking(task))
        {
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            result = await AskAsync("tasks/get", "GetTask", () => new() { ["id"] = task["id"]?.DeepClone() }, cancellationToken)
                .ConfigureAwait(false);
        }

        if (result.Task is { } done)
        {
            Take(done, sink);
        }
        else if (result.Message is { } message)
        {
            _context = AgentJson.AsText(message["contextId"]) ?? _context;
            Say(message, sink);
        }
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<(JsonObject? Task, JsonObject? Message)> AskAsync(
        string old,
        string current,
        Func<JsonObject> parameters,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var request = new JsonObject
            {
                ["jsonrpc"] = "2.0",
                ["id"] = ++_asked,
                ["method"] = _isNew ? current : old,
                ["params"] = parameters(),
            };
            using var answer = await http.PostAsync(
                    url,
                    request,
                    "application/json",
                    cancellationToken,
                    _isNew ? new() { ["A2A-Version"] = "1.0" } : null
                )
                .ConfigureAwait(false);
            var whole = await answer.JsonAsync(cancellationToken).ConfigureAwait(false) as JsonObject;
            if (whole?["error"] is { } error)
            {
                // The method was not carried out: it may be asked again in the words of the other version.
                if (
                    !_isSure
                    && (error as JsonObject)?["code"] is JsonValue code
                    && code.TryGetValue(out int number)
                    && number is MethodNotFound or VersionNotSupported
                )
                {
                    (_isNew, _isSure) = (!_isNew, true);
                    continue;
                }

                throw answer.Failed(AgentJson.Text((error as JsonObject)?["message"] ?? error));
            }

            _isSure = true;
            return A2ATask.Of(whole?["result"]) is { } result && (result.Task ?? result.Message) is not null
                ? result
                : throw answer.Wrong(whole, "which has neither a message nor a task");
        }
    }

    private JsonObject Message(string text)
    {
        var message = new JsonObject
        {
            ["messageId"] = Guid.NewGuid().ToString(),
            ["role"] = _isNew ? "ROLE_USER" : "user",
            ["parts"] = new JsonArray(_isNew ? new JsonObject { ["text"] = text } : new JsonObject { ["kind"] = "text", ["text"] = text }),
        };
        if (!_isNew)
        {
            message["kind"] = "message";
        }

        foreach (var (name, value) in new[] { ("contextId", _context), ("taskId", _task) })
        {
            if (value is not null)
            {
                message[name] = value;
            }
        }

        _told.Add(AgentJson.Text(message["messageId"]));
        return new()
        {
            ["message"] = message,
            ["configuration"] = _isNew
                ? new JsonObject { ["acceptedOutputModes"] = new JsonArray("text/plain") }
                : new JsonObject { ["blocking"] = true, ["acceptedOutputModes"] = new JsonArray("text/plain") },
        };
    }

    private void Take(JsonObject task, TurnSink sink)
    {
        _context = AgentJson.AsText(task["contextId"]) ?? _context;
        var status = task["status"] as JsonObject;
        var state = A2ATask.StateOf(task);
        foreach (var message in (task["history"] as JsonArray ?? []).OfType<JsonObject>().Where(A2ATask.IsAgents))
        {
            Say(message, sink);
        }

        foreach (var artifact in (task["artifacts"] as JsonArray ?? []).OfType<JsonObject>())
        {
            Say(artifact, sink);
        }

        if (state is "failed" or "rejected")
        {
            throw new AgentFaultException(
                FaultKind.OwnError,
                $"{(state == "failed" ? "failed" : "rejected")} the task{(A2ATask.WordsOf(status?["message"]) is { Length: > 0 } why ? $": {http.Shown(why)}" : "")}",
                "Look at the agent's own log."
            );
        }

        if (status?["message"] is JsonObject last)
        {
            Say(last, sink);
        }

        // A task that asks for input goes on with the caller's next turn; one that is over has a successor in the same context.
        _task = state is "input-required" or "auth-required" ? AgentJson.AsText(task["id"]) : null;
        if (state == "canceled" || (state == "completed" && agent.Flag("ends_when_completed")))
        {
            sink.EndCall();
        }
    }

    // A task holds what was said in earlier turns as well.
    private void Say(JsonObject part, TurnSink sink)
    {
        var id = AgentJson.AsText(part["messageId"]) ?? AgentJson.AsText(part["artifactId"]);
        if (id is null || _told.Add(id))
        {
            sink.Message(A2ATask.WordsOf(part));
        }
    }
}
