using Cekura.Client;

namespace Cekura.Reports.Html;

/// <summary>
/// The service marks the parts of an expected outcome with pictures that not every font has; the report draws its own signs.
/// </summary>
internal static class OutcomeSign
{
    private static readonly (string Picture, Alignment Aligned)[] Pictures =
    [
        ("✅", Alignment.Yes),
        ("❌", Alignment.No),
        ("🟡", Alignment.Blocked),
    ];

    /// <summary>The picture at the start of a line, and the rest.</summary>
    public static (Alignment? Aligned, string Text) Read(string line)
    {
        foreach (var (picture, aligned) in Pictures)
        {
            if (line.StartsWith(picture, StringComparison.Ordinal))
            {
                return (aligned, line[picture.Length..].TrimStart());
            }
        }

        return (null, line);
    }

    public static void Write(HtmlWriter html, Alignment? aligned)
    {
        if (aligned is { } known)
        {
            var (look, sign, word) = known switch
            {
                Alignment.Yes => ("passed", "✓", "met"),
                Alignment.No => ("failed", "✗", "not met"),
                _ => ("skipped", "?", "could not be judged"),
            };
            html.Write($"<span class=\"mark {look}\" aria-hidden=\"true\">{sign}</span><span class=\"hidden\">{word}: </span>");
        }
    }
}
