using System.Text;
using System.Text.Json.Nodes;
using Cekura.Agents.Lines;
using Cekura.Agents.Text;

namespace Cekura.Agents.Protocols;

/// <summary>The events of one run, as they come in.</summary>
/// <param name="messages">The thread, to which the run's messages are added.</param>
/// <param name="sink">Takes what the agent says and does.</param>
internal sealed class AgUiRun(JsonArray messages, TurnSink sink)
{
    private readonly StringBuilder _words = new();
    private readonly StringBuilder _arguments = new();
    private string? _message;
    private bool _isOthers;
    private string? _call;
    private string _tool = "";

    public void Take(string type, JsonObject told)
    {
        switch (type)
        {
            case "TEXT_MESSAGE_START":
                Begin(told);
                break;
            case "TEXT_MESSAGE_CONTENT" or "TEXT_MESSAGE_CHUNK":
                Speak(told);
                break;
            case "TOOL_CALL_START":
                BeginCall(told);
                break;
            case "TOOL_CALL_ARGS" or "TOOL_CALL_CHUNK":
                Add(told);
                break;
            case "TOOL_CALL_RESULT":
                End();
                Answer(told);
                break;
            case "TEXT_MESSAGE_END" or "TOOL_CALL_END":
                End();
                break;
        }
    }

    /// <summary>What was begun is over.</summary>
    public void End()
    {
        if (_words.Length > 0)
        {
            sink.EndMessage();
            messages.Add((JsonNode)Message(_message, _words.ToString()));
        }

        if (_call is { } call)
        {
            sink.Call(call, _tool, _arguments.ToString());
            messages.Add((JsonNode)CallMessage(call));
        }

        _words.Clear();
        _arguments.Clear();
        (_message, _call, _isOthers) = (null, null, false);
    }

    private void Begin(JsonObject told)
    {
        End();
        _message = Text(told, "messageId");
        _isOthers = told["role"] is not null && Text(told, "role") != "assistant";
    }

    private void Speak(JsonObject told)
    {
        if (_call is not null || (told["messageId"] is not null && Text(told, "messageId") != _message))
        {
            Begin(told);
        }

        if (!_isOthers)
        {
            _words.Append(Text(told, "delta"));
            sink.Piece(Text(told, "delta"));
        }
    }

    private void BeginCall(JsonObject told)
    {
        End();
        (_call, _tool) = (Text(told, "toolCallId"), Text(told, "toolCallName"));
    }

    private void Add(JsonObject told)
    {
        if (_call is null || (told["toolCallId"] is not null && Text(told, "toolCallId") != _call))
        {
            BeginCall(told);
        }

        _arguments.Append(Text(told, "delta"));
    }

    private void Answer(JsonObject told)
    {
        var (id, content) = (Text(told, "toolCallId"), told["content"] is { } result ? AgentJson.Text(result) : "");
        sink.Result(id, content);
        messages.Add(
            (JsonNode)
                new JsonObject
                {
                    ["id"] = told["messageId"]?.DeepClone() ?? Guid.NewGuid().ToString(),
                    ["role"] = "tool",
                    ["toolCallId"] = id,
                    ["content"] = content,
                }
        );
    }

    private static JsonObject Message(string? id, string content) =>
        new()
        {
            ["id"] = id is { Length: > 0 } ? id : Guid.NewGuid().ToString(),
            ["role"] = "assistant",
            ["content"] = content,
        };

    private JsonObject CallMessage(string call) =>
        new()
        {
            ["id"] = Guid.NewGuid().ToString(),
            ["role"] = "assistant",
            ["toolCalls"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = call,
                    ["type"] = "function",
                    ["function"] = new JsonObject { ["name"] = _tool, ["arguments"] = _arguments.ToString() },
                }
            ),
        };

    private static string Text(JsonObject told, string name) => AgentJson.AsText(told[name]) ?? "";
}
