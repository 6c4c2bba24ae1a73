using System.Globalization;

namespace Cekura.Emulator.Text;

/// <summary>How the service writes times.</summary>
internal static class Spelling
{
    // As in 2026-11-29T20:27:26.599864Z.
    private const int Letters = 27;

    public static string Timestamp(DateTimeOffset moment) => string.Create(Letters, moment.UtcDateTime, (text, utc) =>
        {
            // The round-trip form has a digit more, and takes a fraction of what a pattern takes: answers have tens of thousands.
            Span<char> form = stackalloc char[Letters + 1];
            _ = utc.TryFormat(form, out _, "O", CultureInfo.InvariantCulture);
            form[..(Letters - 1)].CopyTo(text);
            text[^1] = 'Z';
        });

    public static string? Timestamp(DateTimeOffset? moment) => moment is { } known ? Timestamp(known) : null;

    /// <summary><c>MM:SS</c>; minutes may exceed 59.</summary>
    public static string Duration(TimeSpan span) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMinutes:00}:{span.Seconds:00}");

    public static string? Duration(TimeSpan? span) => span is { } known ? Duration(known) : null;
}
