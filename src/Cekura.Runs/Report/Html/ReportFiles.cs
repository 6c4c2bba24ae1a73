namespace Cekura.Runs.Report.Html;

/// <summary>The style sheet and the script of the report, which live beside this file.</summary>
internal static class ReportFiles
{
    public static string Style { get; } = Read("report.css");

    public static string Script { get; } = Read("report.js");

    private static string Read(string name)
    {
        using var stream = typeof(ReportFiles).Assembly.GetManifestResourceStream($"{typeof(ReportFiles).Namespace}.{name}")!;
        using var reader = new StreamReader(stream);

        // A checkout with other line ends must not make another report.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
