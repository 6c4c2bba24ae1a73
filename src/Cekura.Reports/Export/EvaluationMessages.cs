using System.Globalization;
using System.Text.Json;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;

namespace Cekura.Reports.Export;

/// <summary>
/// A conversation as messages of Microsoft.Extensions.AI: the agent's last words are the response, all before is history.
/// </summary>
internal static class EvaluationMessages
{
    /// <summary>Without a run there are none.</summary>
    public static void Write(Utf8JsonWriter json, Run? run)
    {
        var turns = run?.TranscriptTurns ?? [];
        var last = -1;
        for (var index = 0; index < turns.Count; index++)
        {
            last = turns[index].Role == SpeakerRole.Agent ? index : last;
        }

        json.WriteStartArray("messages");
        foreach (var (index, turn) in turns.Index())
        {
            if (index != last)
            {
                Message(json, run!, turn, index);
            }
        }

        json.WriteEndArray();
        json.WriteStartObject("modelResponse");
        json.WriteStartArray("messages");
        if (last >= 0)
        {
            Message(json, run!, turns[last], last);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Message(Utf8JsonWriter json, Run run, TranscriptTurn turn, int index)
    {
        json.WriteStartObject();
        json.WriteString(
            "role",
            turn.Role switch
            {
                SpeakerRole.Caller => "user",
                SpeakerRole.Agent or SpeakerRole.ToolCall => "assistant",
                SpeakerRole.ToolResult => "tool",
                _ => "system",
            }
        );
        json.WriteStartArray("contents");
        json.WriteStartObject();
        switch (turn.Role)
        {
            case SpeakerRole.ToolCall:
                json.WriteString("$type", "functionCall");
                json.WriteString("callId", CallId(turn, index));
                json.WriteString("name", Conversation.ToolName(run, turn));
                Arguments(json, turn.Arguments ?? turn.Content);
                break;
            case SpeakerRole.ToolResult:
                json.WriteString("$type", "functionResult");
                json.WriteString("callId", CallId(turn, index - 1));
                json.WriteString("result", Text(turn.ToolResult ?? turn.Content));
                break;
            default:
                json.WriteString("$type", "text");
                json.WriteString("text", Text(turn.Content));
                break;
        }

        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // A service that names no id has the result follow its call.
    private static string CallId(TranscriptTurn turn, int index) =>
        turn.ToolCallId is { Length: > 0 } id
            ? UntrustedText.Line(id, 200)
            : string.Create(CultureInfo.InvariantCulture, $"turn-{index + 1}");

    private static void Arguments(Utf8JsonWriter json, string text)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            if (parsed.RootElement.ValueKind == JsonValueKind.Object)
            {
                json.WritePropertyName("arguments");
                json.WriteRawValue(Conversation.Indented(text));
                return;
            }
        }
        catch (JsonException)
        {
            // Not JSON: it is told as it is.
        }

        json.WriteStartObject("arguments");
        if (!string.IsNullOrWhiteSpace(text))
        {
            json.WriteString("text", Text(text));
        }

        json.WriteEndObject();
    }

    private static string Text(string text) => string.Join('\n', UntrustedText.Lines(text));
}
