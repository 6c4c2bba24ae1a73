using System.Buffers;
using System.Globalization;
using System.Text;

namespace Cekura.Client;

/// <summary>
/// Finds a secret in texts, however its characters are spelled: as they are, as escapes of JSON (<c>\u0063</c>, <c>\/</c>, also of JSON in
/// a text of JSON), percent-encoded (<c>%63</c>, also twice), as references of HTML (<c>&amp;#x63;</c>), and all these mixed.
/// </summary>
/// <remarks>Nearly every text has neither the secret nor a spelling of any of its characters, which a few quick searches tell.</remarks>
internal sealed class SecretFinder
{
    // How a character may begin that is none of those that JSON escapes with itself.
    private static readonly byte[][] Spellings = ["\\u00"u8.ToArray(), "\\x"u8.ToArray(), "%"u8.ToArray(), "&"u8.ToArray()];

    private static readonly byte[][] Escaped = ["\\/"u8.ToArray(), "\\\""u8.ToArray(), "\\'"u8.ToArray()];

    private static readonly SearchValues<char> IntroducingCharacters = SearchValues.Create("\\%&");

    private readonly byte[] _secret;
    private readonly string _text;
    private readonly SearchValues<byte> _starts;
    private readonly byte[][] _introducers;

    /// <param name="secret">The secret; an empty one is found nowhere.</param>
    public SecretFinder(string secret)
    {
        _text = secret;
        _secret = Encoding.UTF8.GetBytes(secret);
        _introducers = [.. Spellings.Concat(Escaped.Where(escape => _secret.Contains(escape[1])))];
        _starts = SearchValues.Create([.. "\\%&"u8, .. _secret.AsSpan(0, Math.Min(1, _secret.Length))]);
    }

    /// <summary>Whether the secret is in a text in UTF-8.</summary>
    public bool IsIn(ReadOnlySpan<byte> text) =>
        _secret.Length > 0 && (text.IndexOf(_secret) >= 0 || IsSpelledAnywhere(text)) && Next(text, 0).Length > 0;

    /// <summary>The text with a mark in the place of the secret; JSON stays JSON. A text without it comes back itself.</summary>
    public ReadOnlyMemory<byte> Replace(ReadOnlyMemory<byte> text, ReadOnlySpan<byte> mark)
    {
        if (!IsIn(text.Span))
        {
            return text;
        }

        var clean = new ArrayBufferWriter<byte>(text.Length);
        var rest = 0;
        for (var found = Next(text.Span, 0); found.Length > 0; found = Next(text.Span, rest))
        {
            clean.Write(text.Span[rest..found.Start]);
            clean.Write(mark);
            rest = found.Start + found.Length;
        }

        clean.Write(text.Span[rest..]);
        return clean.WrittenMemory;
    }

    /// <summary>The same for a text that need not be JSON: there a backslash before the secret is nothing but that.</summary>
    public string Replace(string text, string mark)
    {
        if (_text.Length == 0)
        {
            return text;
        }

        var clean = text.Replace(_text, mark, StringComparison.Ordinal);
        return !clean.AsSpan().ContainsAny(IntroducingCharacters) || Encoding.UTF8.GetBytes(clean) is var bytes && !IsIn(bytes)
            ? clean
            : Encoding.UTF8.GetString(Replace(bytes, Encoding.UTF8.GetBytes(mark)).Span);
    }

    /// <summary>
    /// Whether any character of the secret is spelled in another way somewhere. Only escapes that can spell it are searched, because texts
    /// have very many.
    /// </summary>
    private bool IsSpelledAnywhere(ReadOnlySpan<byte> text)
    {
        foreach (var introducer in _introducers)
        {
            var rest = text;
            for (var at = rest.IndexOf(introducer); at >= 0; at = rest.IndexOf(introducer))
            {
                rest = rest[at..];
                var (character, length) = Unit(rest);
                if (length > 1 && character is > 0 and < 128 && _secret.AsSpan().Contains((byte)character))
                {
                    return true;
                }

                rest = rest[introducer.Length..];
            }
        }

        return false;
    }

    /// <summary>The next place from there on; without any the length is 0.</summary>
    private (int Start, int Length) Next(ReadOnlySpan<byte> text, int from)
    {
        while (from < text.Length)
        {
            var next = text[from..].IndexOfAny(_starts);
            if (next < 0)
            {
                break;
            }

            from += next;
            if (LengthAt(text[from..]) is > 0 and var length)
            {
                return (from, length);
            }

            // As a whole: what stands in an escape begins nothing.
            from += Unit(text[from..]).Length;
        }

        return default;
    }

    /// <summary>How long the secret is that begins there; 0: none does.</summary>
    private int LengthAt(ReadOnlySpan<byte> text)
    {
        var length = 0;
        foreach (var wanted in _secret)
        {
            var (character, taken) = length < text.Length ? Unit(text[length..]) : default;
            if (character != wanted)
            {
                return 0;
            }

            length += taken;
        }

        return length;
    }

    /// <summary>The character that begins there, and how much spells it.</summary>
    private static (int Character, int Length) Unit(ReadOnlySpan<byte> text)
    {
        var (character, length) = text[0] == '\\' ? Escape(text) : (text[0], 1);

        // Writers of JSON escape the signs that introduce the other spellings, too.
        return character switch
        {
            '%' => Percent(text, length),
            '&' => Reference(text, length),
            _ => (character, length),
        };
    }

    private static (int Character, int Length) Escape(ReadOnlySpan<byte> text)
    {
        // In JSON that is text of JSON the backslash is escaped itself, once more with every level.
        var slashes = text.IndexOfAnyExcept((byte)'\\') is >= 0 and var count ? count : text.Length;
        var rest = text[slashes..];
        return rest.IsEmpty ? ('\\', slashes)
            : rest[0] == 'u' && Hex(rest[1..], 4) is { } code ? (code, slashes + 5)
            : rest[0] == 'x' && Hex(rest[1..], 2) is { } octet ? (octet, slashes + 3)
            : rest[0] is (byte)'/' or (byte)'"' or (byte)'\'' ? (rest[0], slashes + 1)
            : slashes % 2 == 1 && rest[0] is (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t' ? (0, slashes + 1)
            : ('\\', slashes);
    }

    /// <param name="text">The text.</param>
    /// <param name="sign">How much of it spells the sign.</param>
    private static (int Character, int Length) Percent(ReadOnlySpan<byte> text, int sign)
    {
        // What is encoded twice has the sign itself encoded.
        var at = sign;
        while (text[at..].StartsWith("25"u8) && Hex(text[(at + 2)..], 2) is not null)
        {
            at += 2;
        }

        return Hex(text[at..], 2) is { } octet ? (octet, at + 2) : ('%', sign);
    }

    /// <inheritdoc cref="Percent"/>
    private static (int Character, int Length) Reference(ReadOnlySpan<byte> text, int sign)
    {
        var at = sign;
        while (text[at..].StartsWith("amp;"u8))
        {
            at += 4;
        }

        if (text[at..] is not [(byte)'#' or (>= (byte)'a' and <= (byte)'z'), ..])
        {
            return ('&', at);
        }

        var end = text[at..Math.Min(text.Length, at + 10)].IndexOf((byte)';');
        var name = end > 0 ? text.Slice(at, end) : [];
        int? character = name switch
        {
            [(byte)'#', (byte)'x' or (byte)'X', .. var digits] => Hex(digits, digits.Length),
            [(byte)'#', .. var digits] => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null,
            _ when name.SequenceEqual("lt"u8) => '<',
            _ when name.SequenceEqual("gt"u8) => '>',
            _ when name.SequenceEqual("quot"u8) => '"',
            _ when name.SequenceEqual("apos"u8) => '\'',
            _ when name.SequenceEqual("sol"u8) => '/',
            _ when name.SequenceEqual("lowbar"u8) => '_',
            _ when name.SequenceEqual("equals"u8) => '=',
            _ when name.SequenceEqual("plus"u8) => '+',
            _ => null,
        };
        return character is { } known ? (known, at + end + 1) : ('&', at);
    }

    private static int? Hex(ReadOnlySpan<byte> digits, int count)
    {
        if (count is 0 or > 7 || digits.Length < count)
        {
            return null;
        }

        var value = 0;
        foreach (var digit in digits[..count])
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return null;
            }

            value = (value * 16) + (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return value;
    }
}
