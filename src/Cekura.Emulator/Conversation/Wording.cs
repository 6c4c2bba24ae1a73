using System.Globalization;
using System.Text;
using Cekura.Agents.Lines;

namespace Cekura.Emulator.Conversation;

/// <summary>
/// Makes one text of what an agent sends in several frames: pieces of a sentence are joined as they are, sentences of their own get a line
/// each.
/// </summary>
internal sealed class Wording
{
    private readonly List<(string Text, bool IsPartial, bool EndsMessage)> _pieces = [];

    /// <summary>Whether there is a word in it.</summary>
    public bool HasWords { get; private set; }

    /// <summary>Adds the words of a frame, or the white space of a piece.</summary>
    public void Add(AgentFrame frame)
    {
        if ((frame.Content ?? frame.Space) is { Length: > 0 } text)
        {
            _pieces.Add((text, frame.IsPartial, frame.EndsMessage));
            HasWords |= frame.Content is not null;
        }
        else if (frame.EndsMessage && _pieces.Count > 0)
        {
            _pieces[^1] = _pieces[^1] with { EndsMessage = true };
        }
    }

    public void Clear()
    {
        _pieces.Clear();
        HasWords = false;
    }

    public override string ToString()
    {
        // An agent that streams what its model writes sends the spaces between words as well.
        var spaced = false;
        for (var index = 1; index < _pieces.Count; index++)
        {
            spaced |= char.IsWhiteSpace(_pieces[index - 1].Text[^1]) || char.IsWhiteSpace(_pieces[index].Text[0]);
        }

        var text = new StringBuilder();
        for (var index = 0; index < _pieces.Count; index++)
        {
            if (index > 0)
            {
                text.Append(Between(_pieces[index - 1], _pieces[index].Text, spaced));
            }

            text.Append(_pieces[index].Text);
        }

        return text.ToString();
    }

    private static string Between((string Text, bool IsPartial, bool EndsMessage) before, string after, bool spaced)
    {
        var (last, first) = (before.Text[^1], after[0]);
        return before.EndsMessage ? "\n"
            : before.IsPartial || char.IsWhiteSpace(last) || char.IsWhiteSpace(first) ? ""
            : EndsSentence(before.Text) && !(spaced && char.IsDigit(first)) ? "\n"
            : spaced || IsUnspaced(last) || IsUnspaced(first) || ",.;:!?)]}'’".Contains(first, StringComparison.Ordinal) ? ""
            : " ";
    }

    private static bool EndsSentence(string text) =>
        text.TrimEnd('"', '\'', '”', '’', ')', ']', '»') is [.., '.' or '!' or '?' or ':' or ';' or '…' or '。' or '！' or '？'];

    // Scripts that put no spaces between words: Chinese, Japanese, Thai and their punctuation.
    private static bool IsUnspaced(char letter) =>
        letter
            is (>= '\u2E80' and <= '\uA4CF')
                or (>= '\uF900' and <= '\uFAFF')
                or (>= '\uFF00' and <= '\uFFEF')
                or (>= '\u0E00' and <= '\u0EFF')
        || char.GetUnicodeCategory(letter) == UnicodeCategory.Surrogate;
}
