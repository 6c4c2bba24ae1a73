using System.Globalization;
using System.Text;

namespace Cekura.Manifests.Text;

/// <summary>
/// Letters that JSON inside a text has as escapes, <c>\u65E5</c>, as the letters that they are: services quote what tools were given as
/// their own JSON writers spell it.
/// </summary>
internal static class LetterEscapes
{
    private const int Length = 6;

    /// <summary>The text with its letters. Escapes of characters that steer, and of those that ASCII has, stay.</summary>
    public static string Read(string text)
    {
        if (!text.Contains("\\u", StringComparison.Ordinal))
        {
            return text;
        }

        var read = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; )
        {
            var (letters, length) = At(text, index);
            if (letters is null)
            {
                read.Append(text[index]);
                index++;
            }
            else
            {
                read.Append(letters);
                index += length;
            }
        }

        return read.ToString();
    }

    private static (string? Letters, int Length) At(string text, int index)
    {
        // A backslash that is escaped itself begins nothing.
        if (index > 0 && text[index - 1] == '\\')
        {
            return (null, 0);
        }

        return CodeAt(text, index) switch
        {
            { } high when char.IsHighSurrogate(high) => CodeAt(text, index + Length) is { } low && char.IsLowSurrogate(low)
                ? (string.Concat([high, low]), 2 * Length)
                : (null, 0),
            { } letter when letter > '\u00A0' && !char.IsSurrogate(letter) && !UntrustedText.IsSuspicious(letter) => (
                letter.ToString(),
                Length
            ),
            _ => (null, 0),
        };
    }

    private static char? CodeAt(string text, int index) =>
        index + Length <= text.Length
        && text[index] == '\\'
        && text[index + 1] == 'u'
        && ushort.TryParse(text.AsSpan(index + 2, Length - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? (char)code
            : null;
}
