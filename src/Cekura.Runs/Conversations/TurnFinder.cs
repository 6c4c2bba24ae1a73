using System.Globalization;
using System.Text.RegularExpressions;
using Cekura.Client;

namespace Cekura.Runs.Conversations;

/// <summary>
/// Finds the turn that an explanation is about. No field of <c>GET …/runs/{id}/</c> says it, so only what the text itself
/// gives away counts: the transcript's own time mark, a tool call of the conversation, or its words between quotation marks.
/// </summary>
internal static class TurnFinder
{
    private const int MinQuote = 12;

    // Explanations are of any length: none may make a search slow.
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly Regex TimeMark = new(@"\[(?<m>[0-9]{1,4}):(?<s>[0-5][0-9])\]", Linear);
    private static readonly Regex ToolCall = new(@"(?<name>[A-Za-z_][A-Za-z0-9_.-]*)\(", Linear);
    private static readonly Regex WidestQuote = new("\"(?<words>.+)\"", Linear | RegexOptions.Singleline);
    private static readonly Regex Quote = new("\"(?<words>[^\"]+)\"|“(?<words>[^”]+)”|«(?<words>[^»]+)»", Linear);

    /// <summary>The turn; null when the text gives away none.</summary>
    /// <remarks>Most texts give away nothing, as their characters show before anything is searched.</remarks>
    public static TurnPlace? Find(IReadOnlyList<TranscriptTurn> turns, string text) =>
        (text.Contains('[', StringComparison.Ordinal) ? ByTime(turns, text) : null)
        ?? (text.Contains('(', StringComparison.Ordinal) ? ByTool(turns, text) : null)
        ?? (text.AsSpan().ContainsAny('"', '“', '«') ? ByWords(turns, text) : null);

    private static TurnPlace? ByTime(IReadOnlyList<TranscriptTurn> turns, string text)
    {
        foreach (Match mark in TimeMark.Matches(text))
        {
            var minutes = int.Parse(mark.Groups["m"].ValueSpan, CultureInfo.InvariantCulture);
            var second = minutes * 60 + int.Parse(mark.Groups["s"].ValueSpan, CultureInfo.InvariantCulture);
            if (Place(turns, turn => turn.Start is { } start && (int)start.TotalSeconds == second) is { } place)
            {
                return place;
            }
        }

        return null;
    }

    private static TurnPlace? ByTool(IReadOnlyList<TranscriptTurn> turns, string text)
    {
        var squeezed = Squeezed(text);
        foreach (var name in ToolCall.Matches(text).Select(match => match.Groups["name"].Value))
        {
            bool IsCall(TranscriptTurn turn) =>
                turn.Role == SpeakerRole.ToolCall && string.Equals(turn.ToolName, name, StringComparison.Ordinal);

            var calls = turns.Count(IsCall);
            var exact = Place(turns, turn =>
                IsCall(turn)
                && (
                    squeezed.Contains($"{name}({Squeezed(turn.Arguments ?? "")})", StringComparison.Ordinal)
                    || squeezed.Contains($"{name}({Squeezed(Conversation.OneLine(turn.Arguments ?? ""))})", StringComparison.Ordinal)
                )
            );

            // Of several calls with other arguments, nothing says which one is meant.
            if ((exact ?? (calls == 1 ? Place(turns, IsCall) : null)) is { } place)
            {
                return place;
            }
        }

        return null;
    }

    private static TurnPlace? ByWords(IReadOnlyList<TranscriptTurn> turns, string text)
    {
        // What is said may hold quotation marks itself, so the widest quotation comes first.
        foreach (var quote in WidestQuote.Matches(text).Concat(Quote.Matches(text)).Select(match => Words(match.Groups["words"].Value)))
        {
            bool Says(TranscriptTurn turn) => Words(turn.Content).Contains(quote, StringComparison.OrdinalIgnoreCase);

            if (
                quote.Length >= MinQuote
                && (Place(turns, turn => turn.Role == SpeakerRole.Agent && Says(turn)) ?? Place(turns, Says)) is { } place
            )
            {
                return place with { IsQuoted = true };
            }
        }

        return null;
    }

    private static TurnPlace? Place(IReadOnlyList<TranscriptTurn> turns, Func<TranscriptTurn, bool> isIt)
    {
        foreach (var (index, turn) in turns.Index())
        {
            if (isIt(turn))
            {
                return new TurnPlace(index + 1, IsQuoted: false);
            }
        }

        return null;
    }

    private static string Words(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.', '…');

    /// <summary>Without the spaces that two writers of JSON may set differently.</summary>
    private static string Squeezed(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}
