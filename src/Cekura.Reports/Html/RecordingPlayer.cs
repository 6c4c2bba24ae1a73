namespace Cekura.Reports.Html;

/// <summary>
/// Plays the recording that was downloaded beside the report. Never an address of the service: those are secrets, and expire.
/// </summary>
/// <param name="file">The downloaded file; null when there is none.</param>
/// <param name="isKept">Whether the service has a recording.</param>
/// <param name="directory">The folder of the report.</param>
internal sealed class RecordingPlayer(string? file, bool isKept, string directory)
{
    /// <summary>The way from the report to the file; null when there is none, as between two drives.</summary>
    private string? Address => file is null ? null : ReportFile.Address(directory, file);

    /// <summary>How loud the recording is; null when there is nothing to play, or it is in a form that is not read.</summary>
    public Waveform? Waveform => Address is null ? null : Waveform.Of(file);

    /// <summary>The player, if there is something to play.</summary>
    public void Write(HtmlWriter html)
    {
        if (Address is { } address)
        {
            html.Write($"<audio controls preload=\"none\" src=\"{address}\" aria-label=\"Recording of the conversation\"></audio>");
        }
    }

    /// <summary>Why there is no player, if there is none.</summary>
    public void WriteAbsence(HtmlWriter html)
    {
        if (Address is null)
        {
            var why =
                file is not null ? $"The recording {Path.GetFileName(file)} is not beside this report and cannot be played from it."
                : isKept ? "The recording was not downloaded: the setting Recordings decides which are."
                : "There is no recording of this conversation.";
            html.Write($"<p class=\"empty absence\">{why}</p>");
        }
    }
}
