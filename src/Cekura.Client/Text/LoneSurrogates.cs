using System.Text;
using System.Text.RegularExpressions;

namespace Cekura.Client;

/// <summary>
/// Escapes for one half of a character, such as <c>\ud83d</c> alone: where agents cut texts between them, services pass them on. JSON
/// allows them, but no text can hold them, and every reader and writer would fail on the whole answer.
/// </summary>
internal static class LoneSurrogates
{
    // Whole characters and all other escapes are matched, too: what follows a backslash begins no escape of its own.
    private static readonly Regex Escape = new(
        """\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.""",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    );

    /// <summary>The same JSON with the replacement character in their places.</summary>
    public static ReadOnlyMemory<byte> Replace(ReadOnlyMemory<byte> json) =>
        json.Span.IndexOf("\\ud"u8) < 0 && json.Span.IndexOf("\\uD"u8) < 0
            ? json
            : Encoding.UTF8.GetBytes(Replace(Encoding.UTF8.GetString(json.Span)));

    /// <inheritdoc cref="Replace(ReadOnlyMemory{byte})"/>
    public static string Replace(string json) => Escape.Replace(json, escape => escape.Groups["half"].Success ? "\\ufffd" : escape.Value);
}
