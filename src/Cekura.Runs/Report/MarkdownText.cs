using System.Text;

namespace Cekura.Runs.Report;

/// <summary>Puts untrusted text into Markdown so that none of it becomes markup.</summary>
internal static class MarkdownText
{
    /// <summary>Characters that start emphasis, links, images, HTML, entities, code, headings, cells and bare addresses.</summary>
    private const string Active = "\\`*_[]<>#|~&!:";

    /// <summary>One line, for headings and table cells.</summary>
    public static string Inline(string? text, int limit = 300)
    {
        var escaped = new StringBuilder();
        foreach (var character in UntrustedText.Line(text, limit))
        {
            escaped.Append(Active.Contains(character, StringComparison.Ordinal) ? "\\" : "").Append(character);
        }

        // GitHub also links addresses that have no scheme.
        return escaped.Replace("www.", "www\\.").ToString();
    }

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
