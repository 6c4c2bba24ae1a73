using System.Text;
using System.Text.RegularExpressions;

namespace Cekura.Emulator.Rest.Requests;

/// <summary>Takes forms apart. <c>scenarios[]</c> and <c>scenarios[0]</c> are further values of <c>scenarios</c>.</summary>
internal static partial class Forms
{
    public static IEnumerable<(string Name, string Value)> UrlEncoded(byte[] body) =>
        from field in Encoding.UTF8.GetString(body).Split('&', StringSplitOptions.RemoveEmptyEntries)
        let parts = field.Replace('+', ' ').Split('=', 2)
        select (Name(Uri.UnescapeDataString(parts[0])), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");

    /// <exception cref="RefusedException">The body is not what its media type says.</exception>
    public static IReadOnlyList<(string Name, string Value)> Multipart(byte[] body, string? boundary)
    {
        if (boundary is not { Length: > 0 })
        {
            throw Broken("Invalid boundary in multipart: None");
        }

        // A byte a character: the parts may be of any encoding, and theirs is read below.
        var parts = $"\r\n{Encoding.Latin1.GetString(body)}".Split($"\r\n--{boundary}");
        return parts is [_, .., var last] && last.StartsWith("--", StringComparison.Ordinal)
            ? [.. parts[1..^1].Select(Part)]
            : throw Broken("The body does not end with its boundary.");
    }

    private static (string Name, string Value) Part(string part)
    {
        var end = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return end >= 0 && Disposition().Match(part[..end]) is { Success: true } match
            ? (Name(Utf8(match.Groups["name"].Value)), Utf8(part[(end + 4)..]))
            : throw Broken("A part has no name.");
    }

    private static string Utf8(string bytes) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(bytes));

    private static string Name(string field) => Index().Replace(field, "");

    private static RefusedException Broken(string problem) => RefusedException.WithDetail(400, $"Multipart form parse error - {problem}");

    [GeneratedRegex(
        """(^|\n)content-disposition:[^\n]*;\s*name=("(?<name>[^"]*)"|(?<name>[^";\s]+))""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Disposition();

    [GeneratedRegex(@"\[[0-9]*\]\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Index();
}
