using System.Text;
using System.Text.Json;
using Cekura.Client;
using Cekura.Manifests.Text;

namespace Cekura.Runs.Conversations;

/// <summary>What was said and done in a run, as lines for people: when, who, what.</summary>
internal static class Conversation
{
    private const string Indent = "        ";
    private const string CallerRole = "Testing Agent:";
    private const string AgentRole = "Main Agent:";

    // The content of a call that the agent's protocol did not show.
    private const string ByTrace = "seen by trace";

    /// <summary>One entry a turn, each with its lines; empty when there is nothing to show.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Turns(Run run) =>
        run switch
        {
            { TranscriptTurns.Count: > 0 } => [.. run.TranscriptTurns.Select(turn => Lines(run, turn, Spread))],
            _ => [.. UntrustedText.Lines(run.Transcript).Select(line => (IReadOnlyList<string>)[WithPlainSpeaker(line)])],
        };

    /// <summary>The same with what tools were given and answered on one line, where only a part of it can be shown.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> ShortTurns(Run run) =>
        run.TranscriptTurns.Count > 0 ? [.. run.TranscriptTurns.Select(turn => Lines(run, turn, OnOneLine))] : Turns(run);

    /// <summary>Name of the tool that a turn calls, or that answers in it; services name it in the call only.</summary>
    public static string ToolName(Run run, TranscriptTurn turn)
    {
        var name = turn.ToolName
            ?? (
                turn.ToolCallId is { } id
                    ? run.TranscriptTurns.FirstOrDefault(call => call.Role == SpeakerRole.ToolCall && call.ToolCallId == id)?.ToolName
                    : null
            );
        return UntrustedText.Line(name, 120) is { Length: > 0 } known ? known : "a tool";
    }

    /// <summary>What is said of a turn in which a tool is called: its name, and whether it was seen in the agent's trace alone.</summary>
    public static string Call(Run run, TranscriptTurn turn) =>
        $"Agent calls {ToolName(run, turn)}{(turn.Content == ByTrace ? $" ({ByTrace})" : "")}";

    /// <summary>Who spoke or acted in a turn, and what: the words, the arguments of a tool or its answer.</summary>
    public static (string Speaker, string Said) Said(Run run, TranscriptTurn turn) =>
        turn.Role switch
        {
            SpeakerRole.ToolCall => (Call(run, turn), turn.Arguments ?? turn.Content),
            SpeakerRole.ToolResult => ($"{ToolName(run, turn)} answers", turn.ToolResult ?? turn.Content),
            SpeakerRole.Caller => ("Caller", turn.Content),
            SpeakerRole.Agent => ("Agent", turn.Content),
            _ => (UntrustedText.Line(turn.RoleText, 40), turn.Content),
        };

    /// <summary>Why <see cref="Turns"/> is empty.</summary>
    public static string WhyEmpty(Run run) =>
        run.TranscriptEncrypted
            ? "The transcript is encrypted: it can be read in Cekura only."
            : "There is no transcript: nothing was said, or the service sent none.";

    private static IReadOnlyList<string> Lines(Run run, TranscriptTurn turn, Func<string, string, IReadOnlyList<string>> data)
    {
        var clock = turn.Start is { } start ? $"[{RunTiming.Clock(start)}] " : "";
        var (speaker, said) = Said(run, turn);
        return turn.Role is SpeakerRole.ToolCall or SpeakerRole.ToolResult
            ? data($"{clock}{speaker}", said)
            : Said($"{clock}{speaker}: ", said);
    }

    private static IReadOnlyList<string> Said(string opening, string content)
    {
        var lines = UntrustedText.Lines(content);
        return lines.Count == 0 ? [opening + "(silence)"] : [opening + lines[0], .. lines.Skip(1).Select(line => Indent + line)];
    }

    private static IReadOnlyList<string> Spread(string opening, string text) =>
        [opening, .. UntrustedText.Lines(Indented(text)).Select(line => Indent + line)];

    private static IReadOnlyList<string> OnOneLine(string opening, string text) =>
        [$"{opening} {UntrustedText.Line(OneLine(text))}".TrimEnd()];

    /// <summary>JSON without its line breaks and escapes of letters; any other text as it is.</summary>
    public static string OneLine(string text) => Written(text, ReadableJson.OnOneLine);

    /// <summary>JSON spread over lines; any other text as it is.</summary>
    public static string Indented(string text) => Written(text, ReadableJson.Options);

    private static string Written(string text, JsonWriterOptions options)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream, options))
            {
                document.WriteTo(writer);
            }

            return Encoding.UTF8.GetString(stream.ToArray());
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or ArgumentException)
        {
            // Not JSON, or JSON with half a character in it.
            return text;
        }
    }

    /// <summary>The text form names the two sides from the service's point of view.</summary>
    private static string WithPlainSpeaker(string line)
    {
        var start = line.StartsWith('[') ? line.IndexOf(']', StringComparison.Ordinal) + 1 : 0;
        var (clock, said) = (line[..start], line[start..].TrimStart());
        var plain = said switch
        {
            _ when said.StartsWith(CallerRole, StringComparison.OrdinalIgnoreCase) => "Caller:" + said[CallerRole.Length..],
            _ when said.StartsWith(AgentRole, StringComparison.OrdinalIgnoreCase) => "Agent:" + said[AgentRole.Length..],
            _ => said,
        };
        return start > 0 ? $"{clock} {plain}" : plain;
    }
}
