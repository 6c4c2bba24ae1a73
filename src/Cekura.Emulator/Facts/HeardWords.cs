using System.Buffers;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Facts;

/// <summary>
/// What was heard, searched for words just as they were said. That settles most facts at once: of 1,000 conversations from a cassette,
/// reading the facts of everything that was heard takes a third of the time.
/// </summary>
internal sealed class HeardWords
{
    private static readonly SearchValues<char> Marks = SearchValues.Create(".,;:!?");

    private readonly List<string> _texts = [];

    /// <summary>Hears a text.</summary>
    public void Add(string text) => _texts.Add(Typography.Plain(text));

    /// <summary>
    /// Whether a fact was heard in the words in which it is said, and as words of their own: no part of a longer number, date or time.
    /// </summary>
    public bool Holds(Fact fact) => fact.Text.Length > 0 && _texts.Exists(text => Stands(text, fact.Text));

    private static bool Stands(string text, string words)
    {
        for (var from = 0; text.IndexOf(words, from, StringComparison.OrdinalIgnoreCase) is var at and >= 0; from = at + 1)
        {
            if (!Goes(Before(text.AsSpan(0, at))) && !Goes(After(text.AsSpan(at + words.Length))))
            {
                return true;
            }
        }

        return false;
    }

    // The word beside it, with all its marks; what is not parted from it by a space is one with it.
    private static ReadOnlySpan<char> Before(ReadOnlySpan<char> left) =>
        left.Length == 0 || char.IsWhiteSpace(left[^1])
            ? left.TrimEnd()[(left.TrimEnd().LastIndexOfAny(' ', '\n', '\t') + 1)..]
            : left[^1..];

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> right)
    {
        var marks = right.IndexOfAnyExcept(Marks);
        if (marks != 0)
        {
            // A sentence or a part of it ends here, or all does.
            return marks < 0 || char.IsWhiteSpace(right[marks]) ? default : right[..1];
        }

        if (!char.IsWhiteSpace(right[0]))
        {
            return right[..1];
        }

        var next = right.TrimStart();
        return next.IndexOfAny(' ', '\n', '\t') is var end and >= 0 ? next[..end] : next;
    }

    // Whether a neighbour may belong to a number, a date or a time: then only their readings tell.
    private static bool Goes(ReadOnlySpan<char> neighbour) =>
        neighbour.Length > 0
        && (neighbour.Length == 1 || neighbour.ContainsAnyInRange('0', '9') || NumberWords.IsPart(neighbour.Trim(".,;:!?").ToString()));
}
