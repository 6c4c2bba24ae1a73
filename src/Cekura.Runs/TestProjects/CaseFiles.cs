using System.Globalization;
using Cekura.Client;
using Cekura.Runs.Report;
using Cekura.Runs.Settings;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.TestProjects;

/// <summary>Writes what is attached to a test: its transcripts and runs as the settings ask for them, beside the recordings that are there already.</summary>
internal sealed class CaseFiles(TranscriptSelection transcripts, DashboardLink dashboard, RunDocument document, AttachmentFolder attachments)
{
    private readonly TranscriptDocument _transcript = new(dashboard);

    /// <summary>The files of a case, each with a title for people.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be written.</exception>
    public IReadOnlyList<CaseFile> Write(CaseVerdict verdict)
    {
        List<CaseFile> files = [];
        var wanted = transcripts == TranscriptSelection.All || (transcripts == TranscriptSelection.Failed && verdict.Outcome != Outcome.Passed);
        var told = verdict.Runs.Where(run => run.Run is not null || run.FullMessage.Length > run.Message.Length).ToList();
        if (wanted && told.Count > 0)
        {
            var folder = attachments.ForTest();
            foreach (var (index, run) in told.Index())
            {
                // Repetitions are numbered as they are in the message; a single run needs no number.
                var number = verdict.Runs.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{index + 1}");
                files.Add(Write(folder, $"transcript{number}.md", $"Transcript{Number(verdict, index)}", text => text.Write(_transcript.Write(run))));
                if (run.Run is { } known)
                {
                    files.Add(Write(folder, $"run{number}.json", $"Run{Number(verdict, index)}", json => document.Write(known, json)));
                }
            }
        }

        files.AddRange(verdict.Runs.Index().Where(entry => entry.Item.RecordingFile is not null).Select(entry => new CaseFile(entry.Item.RecordingFile!, $"Recording{Number(verdict, entry.Index)}")));
        return files;
    }

    private static string Number(CaseVerdict verdict, int index) => verdict.Runs.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" #{index + 1}");

    private static CaseFile Write(string folder, string name, string title, Action<RentedBuffer> write) => new(AttachmentFolder.Write(folder, name, write), title);
}

/// <summary>A file that belongs to a test.</summary>
internal sealed record CaseFile(string Path, string Title);
