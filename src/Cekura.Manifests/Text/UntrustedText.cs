using System.Buffers;
using System.Text;

namespace Cekura.Manifests.Text;

/// <summary>
/// What agents, callers and the service wrote, made harmless for consoles, logs, XML and editors. Words stay; what would steer a
/// terminal or a build server becomes visible instead of effective, and signatures of addresses are taken out.
/// </summary>
internal static class UntrustedText
{
    private const char Replacement = '\uFFFD';
    private const string Ellipsis = "…";
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    // Nearly every text has none of these, and is shown as it is.
    private static readonly SearchValues<char> Suspicious = SearchValues.Create([
        .. Range('\0', '\u001F'),
        .. Range('\u007F', '\u009F'),
        '\u2028',
        '\u2029',
        .. Range('\u202A', '\u202E'),
        .. Range('\u2066', '\u2069'),
        .. Range('\uD800', '\uDFFF'),
        '\uFFFE',
        '\uFFFF',
    ]);

    /// <summary>The text on one line, at most <paramref name="limit"/> characters.</summary>
    public static string Line(string? text, int limit = int.MaxValue)
    {
        var lines = Lines(text);
        var line = lines.Count == 1 ? lines[0].Trim() : string.Join(' ', lines.Select(part => part.Trim()).Where(part => part.Length > 0));
        return Defused(Clip(line, limit));
    }

    /// <summary>The lines of the text; an empty text has none.</summary>
    public static IReadOnlyList<string> Lines(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        if (!text.AsSpan().ContainsAny(Suspicious))
        {
            return [Defused(Redaction.WithoutSignatures(text))];
        }

        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        return [.. lines.Select(line => Defused(Visible(Redaction.WithoutSignatures(line))))];
    }

    /// <summary>A line of a text of ours, in which others' words may stand, made harmless as a whole. Tabs stay.</summary>
    public static string OwnLine(string line) => Defused(line.AsSpan().ContainsAny(Suspicious) ? Visible(line, tab: "\t") : line);

    /// <summary>A text of ours in which others' words may stand, line by line.</summary>
    public static string OwnText(string text) =>
        text.Contains('\n', StringComparison.Ordinal)
            ? string.Join('\n', text.Split('\n').Select(line => OwnLine(line.TrimEnd('\r'))))
            : OwnLine(text);

    /// <summary>Whether a character steers a terminal, an editor or what reads XML.</summary>
    public static bool IsSuspicious(char character) => Suspicious.Contains(character);

    /// <summary>Whether a build server reads a command from there on: <c>##vso[</c>, <c>##teamcity[</c>, <c>##[</c>.</summary>
    public static bool StartsCommand(ReadOnlySpan<char> text) =>
        text.StartsWith("##", StringComparison.Ordinal) && text[2..].TrimStart(Letters).StartsWith('[');

    /// <summary>At most <paramref name="limit"/> characters, cut between characters and marked where it was cut.</summary>
    public static string Clip(string text, int limit)
    {
        if (text.Length <= limit)
        {
            return text;
        }

        var end = limit - Ellipsis.Length;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end).TrimEnd(), Ellipsis);
    }

    /// <summary>
    /// Build servers read commands from output: <c>##vso[…]</c> and <c>##[…]</c> anywhere, <c>::…::</c> at the start of a line.
    /// </summary>
    public static string Defused(string line)
    {
        var start = line.Length - line.TrimStart().Length;
        var text = line.AsSpan(start).StartsWith("::", StringComparison.Ordinal) ? line.Insert(start + 1, " ") : line;
        if (!text.Contains("##", StringComparison.Ordinal))
        {
            return text;
        }

        var defused = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            defused.Append(text[index]);
            if (StartsCommand(text.AsSpan(index)))
            {
                defused.Append(' ');
            }
        }

        return defused.ToString();
    }

    private static string Visible(string line, string tab = " ")
    {
        if (!line.AsSpan().ContainsAny(Suspicious))
        {
            return line;
        }

        var shown = new StringBuilder(line.Length);

        // Lone surrogates come out of the enumeration as the replacement character.
        foreach (var rune in line.EnumerateRunes())
        {
            shown.Append(
                rune.Value switch
                {
                    '\t' => tab,
                    < ' ' => ((char)('\u2400' + rune.Value)).ToString(),
                    '\u007F' => "\u2421",
                    _ when IsHarmful(rune.Value) => Replacement.ToString(),
                    _ => rune.ToString(),
                }
            );
        }

        return shown.ToString();
    }

    private static IEnumerable<char> Range(char first, char last) =>
        Enumerable.Range(first, last - first + 1).Select(character => (char)character);

    /// <summary>C1 controls, line separators, embeddings, overrides and isolates of direction, and what XML cannot hold.</summary>
    private static bool IsHarmful(int character) =>
        character
            is (>= 0x80 and <= 0x9F)
                or 0x2028
                or 0x2029
                or (>= 0x202A and <= 0x202E)
                or (>= 0x2066 and <= 0x2069)
                or 0xFFFE
                or 0xFFFF;
}
