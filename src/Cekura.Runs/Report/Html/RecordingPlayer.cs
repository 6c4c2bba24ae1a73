namespace Cekura.Runs.Report.Html;

/// <summary>Plays the recording that was downloaded beside the report. Never an address of the service: those are secrets, and expire.</summary>
internal static class RecordingPlayer
{
    /// <param name="html">The page.</param>
    /// <param name="file">The downloaded file; null when there is none.</param>
    /// <param name="isKept">Whether the service has a recording.</param>
    /// <param name="directory">The folder of the report.</param>
    public static void Write(HtmlWriter html, string? file, bool isKept, string directory)
    {
        if (file is null)
        {
            html.Write($"<p class=\"empty\">{(isKept ? "The recording was not downloaded: the setting Recordings decides which are." : "There is no recording of this conversation.")}</p>");
        }
        else if (Address(file, directory) is { } address)
        {
            html.Write($"<audio controls preload=\"none\" src=\"{address}\" aria-label=\"Recording of the conversation\"></audio>");
        }
        else
        {
            html.Write($"<p class=\"empty\">The recording {Path.GetFileName(file)} is not beside this report and cannot be played from it.</p>");
        }
    }

    /// <summary>The way from the report to the file; null when there is none, as between two drives.</summary>
    private static string? Address(string file, string directory)
    {
        var way = Path.GetRelativePath(directory, file);
        return Path.IsPathRooted(way)
            ? null
            : string.Join('/', way.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).Select(Uri.EscapeDataString));
    }
}
