using System.Security.Cryptography;
using System.Text;

namespace Cekura.Reports.Html;

/// <summary>
/// The head of the page. Should markup ever slip through, the browser runs no script but ours and asks no server for anything.
/// </summary>
internal static class ReportHead
{
    public static void Write(HtmlWriter html, string title, string source)
    {
        html.Markup(
            "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">"
        );
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

    private static string Hash(string content) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}";
}
