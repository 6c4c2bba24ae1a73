namespace Cekura.Reports.Html;

/// <summary>A file that belongs to a test and lies beside the report.</summary>
/// <param name="Title">What it is, for people.</param>
/// <param name="Path">Where it is, or will be.</param>
internal sealed record ReportFile(string Title, string Path)
{
    /// <summary>The way from a report to a file, as an address; null when there is none, as between two drives.</summary>
    /// <param name="directory">The folder of the report.</param>
    /// <param name="file">The file.</param>
    public static string? Address(string directory, string file) =>
        System.IO.Path.GetRelativePath(directory, file) is var way && !System.IO.Path.IsPathRooted(way)
            ? string.Join(
                '/',
                way.Split(System.IO.Path.DirectorySeparatorChar, System.IO.Path.AltDirectorySeparatorChar).Select(Uri.EscapeDataString)
            )
            : null;

    /// <summary>Links to files; nothing without any.</summary>
    /// <param name="html">The page.</param>
    /// <param name="files">The files.</param>
    /// <param name="directory">The folder of the report.</param>
    public static void Write(HtmlWriter html, IEnumerable<ReportFile> files, string directory)
    {
        var isFirst = true;
        foreach (var file in files)
        {
            if (Address(directory, file.Path) is { } address)
            {
                if (isFirst)
                {
                    html.Markup("<p class=\"files\">");
                }

                html.Write($" <a href=\"{address}\">{file.Title}</a>");
                isFirst = false;
            }
        }

        if (!isFirst)
        {
            html.Markup("</p>");
        }
    }
}
