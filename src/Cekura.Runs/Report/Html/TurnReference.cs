using System.Globalization;
using System.Text.RegularExpressions;
using Cekura.Client;

namespace Cekura.Runs.Report.Html;

/// <summary>
/// Finds the turn that an explanation speaks of. The service has no field for it (contract, section 10); its explanations give a time as
/// transcripts do, name a tool with its arguments, or quote what was said.
/// </summary>
/// <param name="turns">The turns of the conversation.</param>
internal sealed partial class TurnReference(IReadOnlyList<TranscriptTurn> turns)
{
    private const int ShortestQuote = 8;
    private const int LongestExplanation = 4000;

    /// <summary>Number of the turn, from 0; null when the words lead to none.</summary>
    public int? Find(IEnumerable<string?> explanation) => explanation
        .OfType<string>()
        .Select(text => text.Length > LongestExplanation ? text[..LongestExplanation] : text)
        .Select(text => AtTime(text) ?? Called(text) ?? Quoted(text))
        .FirstOrDefault(turn => turn is not null);

    private int? AtTime(string text)
    {
        foreach (Match match in Clock().Matches(text))
        {
            var time = TimeSpan.FromSeconds((Number(match, "minutes") * 60) + Number(match, "seconds"));
            if (turns.Max(turn => turn.End ?? turn.Start) is not { } end || time > end + TimeSpan.FromSeconds(1))
            {
                continue;
            }

            // Transcripts round times down: the first that begins within the second, else the one that is going on.
            var within = Index(turn => turn.Start >= time && turn.Start < time + TimeSpan.FromSeconds(1));
            return within ?? turns.Index().LastOrDefault(turn => turn.Item.Start <= time, (-1, null!)).Item1 switch { < 0 => null, var index => index };
        }

        return null;
    }

    private int? Quoted(string text)
    {
        foreach (Match match in Quote().Matches(text))
        {
            var quote = match.Groups["said"].Value.Trim().TrimEnd('…');
            if (quote.Length >= ShortestQuote && Index(turn => turn.Content.Contains(quote, StringComparison.OrdinalIgnoreCase)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private int? Called(string text)
    {
        var named = Index(turn => IsCallIn(text, turn) && turn.Arguments is { Length: > 0 } arguments && text.Contains(arguments, StringComparison.Ordinal));
        return named ?? Index(turn => IsCallIn(text, turn));
    }

    private static bool IsCallIn(string text, TranscriptTurn turn) =>
        turn is { Role: SpeakerRole.ToolCall, ToolName.Length: > 2 } && text.Contains(turn.ToolName + "(", StringComparison.Ordinal);

    private int? Index(Func<TranscriptTurn, bool> matches)
    {
        for (var index = 0; index < turns.Count; index++)
        {
            if (matches(turns[index]))
            {
                return index;
            }
        }

        return null;
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\[(?<minutes>[0-9]{1,4}):(?<seconds>[0-5][0-9])\]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex Clock();

    [GeneratedRegex("(\"(?<said>[^\"]+)\")|(“(?<said>[^”]+)”)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex Quote();
}
