using System.Globalization;
using System.Text;

namespace Cekura.Cli.Output;

/// <summary>What agents, callers and the service wrote, on one line, without anything that steers a terminal.</summary>
internal static class PlainText
{
    public static string Line(string? text)
    {
        var line = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            line.Append(Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => " ",
                UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => "\uFFFD",
                _ => rune.ToString(),
            });
        }

        return line.ToString().Trim();
    }
}
