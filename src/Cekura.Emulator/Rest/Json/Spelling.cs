using System.Globalization;

namespace Cekura.Emulator.Rest.Json;

/// <summary>How the service writes times (contract, section 2).</summary>
internal static class Spelling
{
    public static string Timestamp(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    public static string? Timestamp(DateTimeOffset? moment) => moment is { } known ? Timestamp(known) : null;

    /// <summary><c>MM:SS</c>; minutes may exceed 59.</summary>
    public static string Duration(TimeSpan span) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMinutes:00}:{span.Seconds:00}");

    public static string? Duration(TimeSpan? span) => span is { } known ? Duration(known) : null;
}
