using System.Globalization;
using System.Text;

namespace Cekura.Manifests.Manifest;

/// <summary>
/// Turns names for people into segments of a fully qualified name. Filters, Azure DevOps and the trees of test explorers
/// take operators, commas and dots apart, so only letters, digits and underscores remain.
/// </summary>
internal static class TestName
{
    private const int LongestSegment = 80;

    public static string Segment(string name)
    {
        var segment = new StringBuilder(name.Length);
        foreach (var rune in name.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) && rune.IsBmp)
            {
                segment.Append((char)rune.Value);
            }
            else if (segment.Length > 0 && segment[^1] != '_')
            {
                segment.Append('_');
            }

            if (segment.Length >= LongestSegment)
            {
                break;
            }
        }

        var text = segment.ToString().Trim('_');
        return text.Length == 0 ? "_"
            : char.IsDigit(text[0]) ? "_" + text
            : text;
    }

    /// <summary>Folders are dot-separated in the service; people also write slashes.</summary>
    public static IEnumerable<string> Segments(string? folder) =>
        (folder ?? "").Split(['.', '/', '\\'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Segment);

    /// <summary>
    /// One line without control characters, nothing outside the Basic Multilingual Plane (TRX writes it as escapes): emoji are left out,
    /// and a square stands for a rare letter.
    /// </summary>
    public static string Line(string name)
    {
        const int longest = 200;
        if (name.Length <= longest && !name.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return name.Trim();
        }

        var line = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (
                category
                is UnicodeCategory.Control
                    or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator
                    or UnicodeCategory.Format
            )
            {
                line.Append(' ');
            }
            else if (rune.IsBmp)
            {
                // What chose the look of an emoji means nothing without it.
                line.Append(rune.Value is >= 0xFE00 and <= 0xFE0F ? "" : rune.ToString());
            }
            else
            {
                line.Append(Rune.IsLetterOrDigit(rune) ? "□" : " ");
            }
        }

        if (name.EnumerateRunes().Any(rune => !rune.IsBmp))
        {
            // No gaps where they were.
            line = new StringBuilder(string.Join(' ', line.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        }

        return line.Length <= longest ? line.ToString().Trim() : string.Concat(line.ToString(0, longest).TrimEnd(), "...");
    }
}
