using System.Globalization;
using System.Text;

namespace Cekura.Manifests.Text;

/// <summary>Text of a user's file inside a message: short, on one line, without characters that steer a console or an editor.</summary>
internal static class Quoted
{
    private const int MaxLength = 60;

    public static string Text(string text) => $"\"{Bare(text)}\"";

    public static string Bare(string text, int maxLength = MaxLength) => Clean(text, maxLength);

    /// <summary>A message of the platform, which may repeat a character of the file.</summary>
    public static string Sentence(string text) => Clean(text, int.MaxValue);

    private static string Clean(string text, int maxLength)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= maxLength)
            {
                return shown.Append('…').ToString();
            }

            if (
                Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control
                    or UnicodeCategory.Format
                    or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator
            )
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            }
            else
            {
                shown.Append(rune.ToString());
            }
        }

        return shown.ToString();
    }
}
