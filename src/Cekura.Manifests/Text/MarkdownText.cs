using System.Text;

namespace Cekura.Manifests.Text;

/// <summary>Puts untrusted text into Markdown so that none of it becomes markup.</summary>
internal static class MarkdownText
{
    /// <summary>Characters that start emphasis, links, HTML, entities, code, headings and cells.</summary>
    private const string Active = "\\`*_[]<>#|~&";

    /// <summary>One line, for headings and table cells.</summary>
    public static string Inline(string? text, int limit = 300)
    {
        var line = UntrustedText.Line(text, limit);
        var escaped = new StringBuilder(line.Length);
        for (var index = 0; index < line.Length; index++)
        {
            if (Active.Contains(line[index], StringComparison.Ordinal) || IsInAddress(line, index))
            {
                escaped.Append('\\');
            }

            escaped.Append(line[index]);
        }

        return escaped.ToString();
    }

    /// <summary>Viewers make links of bare addresses: <c>scheme:…</c> and <c>www.…</c>. Times such as 10:30 stay readable.</summary>
    private static bool IsInAddress(string line, int index) =>
        line[index] switch
        {
            ':' => index > 0 && char.IsAsciiLetter(line[index - 1]) && index + 1 < line.Length && line[index + 1] != ' ',
            '.' => line.AsSpan(0, index).EndsWith("www", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };

    /// <summary>Lines exactly as they are, inside a fence that none of them can close.</summary>
    public static string Block(string[] lines)
    {
        var fence = new string('`', Math.Max(3, lines.Max(LongestFence) + 1));
        return $"{fence}text\n{string.Join('\n', lines)}\n{fence}\n";
    }

    private static int LongestFence(string line)
    {
        var (longest, current) = (0, 0);
        foreach (var character in line)
        {
            current = character == '`' ? current + 1 : 0;
            longest = Math.Max(longest, current);
        }

        return longest;
    }
}
