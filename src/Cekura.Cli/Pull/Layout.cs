using System.Text;
using Cekura.Manifests.Text;

namespace Cekura.Cli.Pull;

/// <summary>How the people who wrote a manifest lay it out: what is added looks like its neighbours.</summary>
internal sealed class Layout(ReadOnlyMemory<byte> text)
{
    private readonly string _lineBreak = text.Span.IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n";

    /// <summary>Adds properties behind another one of an object, on lines of their own if that has its own.</summary>
    public void AddMembers(TextEdits edits, PositionedMember neighbour, IReadOnlyList<string> members) =>
        AddBehind(edits, neighbour.Offset, neighbour.Value.End, members);

    /// <summary>Adds entries behind the last one of a list, on lines of their own if that has its own.</summary>
    public void AddItems(TextEdits edits, PositionedNode list, IReadOnlyList<string> items)
    {
        if (list.Items.Count == 0)
        {
            AddFirst(edits, list, items);
        }
        else
        {
            AddBehind(edits, list.Items[^1].Offset, list.Items[^1].End, items);
        }
    }

    /// <summary>Fills an object or a list that is empty.</summary>
    public void AddFirst(TextEdits edits, PositionedNode container, IReadOnlyList<string> content)
    {
        var outer = LineOf(container.Offset).Blanks;
        var lines = string.Join("," + _lineBreak, content.Select(one => $"{outer}  {one}"));
        edits.Insert(container.Offset + 1, $"{_lineBreak}{lines}{(EndsItsLine(container.Offset + 1) ? "" : _lineBreak + outer)}");
    }

    /// <summary>Takes a property out, with its comma; a comment behind it stays.</summary>
    public void Remove(TextEdits edits, PositionedMember member)
    {
        var end = Trivia.After(text.Span, member.Value.End).Comma + 1 ?? member.Value.End;
        var (blanks, opensLine) = LineOf(member.Offset);
        var start = member.Offset;
        var rest = text.Span[end..];
        var gap = rest.Length - rest.TrimStart(" \t\r"u8).Length;
        if (opensLine && gap < rest.Length && rest[gap] == (byte)'\n')
        {
            // The line held nothing else, and goes with it.
            start -= blanks.Length;
            end += gap + 1;
        }
        else
        {
            end += rest.Length - rest.TrimStart(" \t"u8).Length;
        }

        edits.Replace(start, end, "");
    }

    private void AddBehind(TextEdits edits, int offset, int end, IReadOnlyList<string> added)
    {
        var (indent, opensLine) = LineOf(offset);
        if (!opensLine || !EndsItsLine(end))
        {
            edits.Insert(end, string.Concat(added.Select(one => ", " + one)));
            return;
        }

        var trivia = Trivia.After(text.Span, end);
        if (trivia.Comma is null)
        {
            edits.Insert(end, ",");
        }

        var lines = string.Join(",", added.Select(one => _lineBreak + indent + one));
        edits.Insert(trivia.EndOfLine, lines + (trivia.Comma is null ? "" : ","));
    }

    /// <summary>Whether nothing but a comma and comments stands between an offset and the end of its line.</summary>
    private bool EndsItsLine(int offset)
    {
        var end = Trivia.After(text.Span, offset).EndOfLine;
        return end >= text.Length || text.Span[end..].TrimStart(" \t"u8) is [] or [(byte)'\r' or (byte)'\n', ..];
    }

    /// <summary>The blanks that open the line of an offset, and whether nothing else stands before the offset.</summary>
    private (string Blanks, bool OpensLine) LineOf(int offset)
    {
        var line = text.Span[..offset];
        line = line[(line.LastIndexOf((byte)'\n') + 1)..];
        var blanks = line.Length - line.TrimStart(" \t"u8).Length;
        return (Encoding.UTF8.GetString(line[..blanks]), blanks == line.Length);
    }
}
