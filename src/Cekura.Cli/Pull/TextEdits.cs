using System.Text;

namespace Cekura.Cli.Pull;

/// <summary>Replaces stretches of a UTF-8 text and leaves every other byte alone.</summary>
internal sealed class TextEdits
{
    private readonly List<(int Start, int End, string Text)> _edits = [];

    /// <summary>Puts <paramref name="text"/> in place of the bytes from <paramref name="start"/> up to <paramref name="end"/>.</summary>
    public void Replace(int start, int end, string text) => _edits.Add((start, end, text));

    /// <summary>Puts <paramref name="text"/> at an offset; of several at the same offset the first one comes first.</summary>
    public void Insert(int offset, string text) => Replace(offset, offset, text);

    /// <summary>The text with every edit made.</summary>
    public ReadOnlyMemory<byte> Apply(ReadOnlySpan<byte> text)
    {
        var edited = new MemoryStream(text.Length + _edits.Sum(edit => edit.Text.Length));
        var copied = 0;
        foreach (var (start, end, replacement) in _edits.OrderBy(edit => edit.Start))
        {
            edited.Write(text[copied..start]);
            edited.Write(Encoding.UTF8.GetBytes(replacement));
            copied = end;
        }

        edited.Write(text[copied..]);
        return edited.ToArray();
    }
}
