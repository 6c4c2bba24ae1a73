using System.Security.Cryptography;
using System.Text;

namespace Cekura.Reports.Html;

/// <summary>
/// The head of the page. Should markup ever slip through, the browser runs no script but ours and asks no server for anything.
/// </summary>
internal static class ReportHead
{
    /// <summary>What each page of ours begins with.</summary>
    internal const string Beginning =
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">";

    private const string OwnerName = "<meta name=\"cekura-source\" content=\"";

    // The owner stands behind the policy, whose length hardly changes.
    private const int HeadLength = 16 * 1024;

    public static void Write(HtmlWriter html, string title, string source)
    {
        html.Markup(Beginning);
        html.Write(
            $"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{Hash(ReportFiles.Style)}'; script-src '{Hash(ReportFiles.Script)}'; media-src 'self' file:; base-uri 'none'; form-action 'none'\">"
        );
        html.Markup("<meta name=\"referrer\" content=\"no-referrer\">");
        Owner(html, source);
        html.Write($"<title>{title}: Cekura report</title>");
        html.Style(ReportFiles.Style);
        html.Markup("</head><body>");
    }

    /// <summary>The element by which a later report knows that this one is its own.</summary>
    public static void Owner(HtmlWriter html, string source) => html.Write($"<meta name=\"cekura-source\" content=\"{source}\">");

    /// <summary>Whether a file is a page of this source, or the rest of a page of ours that breaks off before it says of which.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static bool IsOf(string path, string source)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[HeadLength];
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        // A system that lost its power may leave nothing but zeros.
        var head = Encoding.UTF8.GetString(bytes, 0, length).TrimEnd('\0');
        using var owner = new StringWriter();
        Owner(new HtmlWriter(owner), source);
        if (head.Contains(owner.ToString(), StringComparison.Ordinal))
        {
            return true;
        }

        var isOurs = head.StartsWith(Beginning, StringComparison.Ordinal) || Beginning.StartsWith(head, StringComparison.Ordinal);
        var named = head.IndexOf(OwnerName, StringComparison.Ordinal);
        return isOurs && head.Length < bytes.Length && (named < 0 || head.IndexOf("\">", named, StringComparison.Ordinal) < 0);
    }

    /// <summary>Whether a file is a page of ours. Never throws for anything that the file or its absence can be.</summary>
    public static bool IsReport(string path)
    {
        try
        {
            // Pipes and devices have no length, and to open one may wait for ever.
            if (new FileInfo(path) is not { Exists: true, Length: > 0 })
            {
                return false;
            }

            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[HeadLength];
            var head = Encoding.UTF8.GetString(bytes, 0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
            return head.StartsWith(Beginning, StringComparison.Ordinal) && head.Contains(OwnerName, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>A file of ours as the policy of a page names it.</summary>
    internal static string Hash(string content) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}";
}
