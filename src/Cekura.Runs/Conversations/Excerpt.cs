using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Text;

namespace Cekura.Runs.Conversations;

/// <summary>
/// The part of a failed conversation that a console shows: how it ended, and before that the turns that the failed checks are about, each
/// with what was said just before and after it.
/// </summary>
internal static class Excerpt
{
    private const int LastSpoken = 6;
    private const int SpokenBefore = 2;
    private const int SpokenAfter = 1;
    private const int MaxDecisive = 3;
    private const int LinesOfTurn = 12;

    /// <summary>A shorter gap is not worth a line that says so.</summary>
    private const int MinGap = 3;
    private const string Indent = "  ";

    public static IEnumerable<string> Lines(Run run)
    {
        var turns = Conversation.ShortTurns(run);
        if (turns.Count == 0)
        {
            yield break;
        }

        var remarks = CheckRemarks
            .Of(run)
            .Where(remark => remark is { Holds: false, Place: not null })
            .ToLookup(remark => remark.Place!.Value.Number - 1);
        var shown = Shown(run, turns.Count, remarks.Select(group => group.Key));
        yield return shown.Count == turns.Count
            ? "Conversation:"
            : $"Conversation, {Number(shown.Count)} of {Number(turns.Count)} {Counted.Noun(turns.Count, "turn")}:";
        var next = 0;
        foreach (var index in shown)
        {
            if (index > next)
            {
                yield return $"{Indent}… {Number(index - next)} {Counted.Noun(index - next, "turn")} …";
            }

            foreach (var line in new NumberedTurn(index + 1, turns.Count, turns[index].Take(LinesOfTurn), remarks[index]).Lines)
            {
                yield return Indent + line;
            }

            next = index + 1;
        }
    }

    private static SortedSet<int> Shown(Run run, int count, IEnumerable<int> decisive)
    {
        var shown = new SortedSet<int>(Range(Back(run, count, LastSpoken), count - 1));
        foreach (var index in decisive.Order().Take(MaxDecisive))
        {
            shown.UnionWith(Range(Back(run, index, SpokenBefore), Forward(run, index, count)));
        }

        var previous = -1;
        foreach (var index in shown.ToList())
        {
            if (index - previous - 1 < MinGap)
            {
                shown.UnionWith(Range(previous + 1, index));
            }

            previous = index;
        }

        return shown;
    }

    private static IEnumerable<int> Range(int first, int last) => Enumerable.Range(first, last - first + 1);

    /// <summary>The turn from which on so many others than tools' are said before <paramref name="index"/>.</summary>
    private static int Back(Run run, int index, int spoken)
    {
        while (index > 0 && spoken > 0)
        {
            index--;
            spoken -= IsSpoken(run, index) ? 1 : 0;
        }

        return index;
    }

    private static int Forward(Run run, int index, int count)
    {
        for (var spoken = 0; index + 1 < count && spoken < SpokenAfter; )
        {
            index++;
            spoken += IsSpoken(run, index) ? 1 : 0;
        }

        return index;
    }

    // A transcript that came as text alone has lines, all of which count.
    private static bool IsSpoken(Run run, int index) =>
        index >= run.TranscriptTurns.Count || run.TranscriptTurns[index].Role is not (SpeakerRole.ToolCall or SpeakerRole.ToolResult);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
