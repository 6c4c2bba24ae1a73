namespace Cekura.Reports.Html;

/// <summary>The style sheets and the script of the report, which live beside this file.</summary>
internal static class ReportFiles
{
    public static string Style { get; } =
        string.Concat(new[] { "page.css", "overview.css", "cases.css", "talk.css", "history.css", "media.css" }.Select(Read));

    public static string Script { get; } =
        string.Concat(new[] { "packs.js", "overview.js", "cases.js", "copy.js", "player.js" }.Select(Read));

    /// <summary>A file that lies beside this one.</summary>
    internal static string Read(string name)
    {
        using var stream = typeof(ReportFiles).Assembly.GetManifestResourceStream($"{typeof(ReportFiles).Namespace}.{name}")!;
        using var reader = new StreamReader(stream);

        // A checkout with other line ends must not make another report.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
