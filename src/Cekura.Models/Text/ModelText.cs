using System.Globalization;

namespace Cekura.Models.Text;

/// <summary>What an endpoint wrote and where it is, as messages show them.</summary>
internal static class ModelText
{
    private const int MaxLength = 300;
    private const int MinSecret = 16;

    /// <summary>An address without user, query and fragment, which may hold secrets.</summary>
    public static string Shown(Uri address) =>
        address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>A text on one line, cut, in quotes.</summary>
    public static string Excerpt(string text, int maxLength = MaxLength)
    {
        var trimmed = text.Trim();
        var length = Math.Min(trimmed.Length, maxLength);
        length -= length > 0 && char.IsHighSurrogate(trimmed[length - 1]) ? 1 : 0;
        return $"\"{string.Concat(trimmed[..length].Select(Plain))}{(length < trimmed.Length ? "..." : "")}\"";
    }

    /// <summary>A text without a secret. One so short that it may be a word, as endpoints without keys are given, stays.</summary>
    public static string Without(string text, string? secret) =>
        secret is { Length: >= MinSecret } ? text.Replace(secret, "***", StringComparison.Ordinal) : text;

    /// <summary>A time in seconds, as people write it.</summary>
    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";

    private static char Plain(char letter) =>
        char.IsControl(letter) || char.GetUnicodeCategory(letter) == UnicodeCategory.Format ? ' ' : letter;
}
