using System.Globalization;
using System.Text;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Reports.Summary;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.TestHost;

/// <summary>
/// Writes what is attached to a test: its transcripts and runs as the settings ask for them, beside the recordings that are there already.
/// </summary>
internal sealed class CaseFiles(
    TranscriptSelection transcripts,
    DashboardLink dashboard,
    RunDocument document,
    AttachmentFolder attachments
)
{
    private readonly TranscriptDocument _transcript = new(dashboard);

    /// <summary>
    /// The files of a case. One that cannot be written, for whatever reason, is said and costs neither the others nor the verdict.
    /// </summary>
    public CaseFileSet Write(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        var files = Write(verdict);
        attachments.Attached(scenarioCase.FullyQualifiedName, [.. files.Files.Select(file => file.Path)]);
        return files;
    }

    private CaseFileSet Write(CaseVerdict verdict)
    {
        var files = new CaseFileSet();
        var wanted =
            transcripts == TranscriptSelection.All || (transcripts == TranscriptSelection.Failed && verdict.Outcome != Outcome.Passed);
        var isKnown = verdict.KnownFailure is not null;
        var told = verdict.Runs.Where(run => run.Run is not null || run.FullMessage.Length > run.Message.Length).ToList();
        if (((wanted && told.Count > 0) || isKnown) && files.Try("What belongs to the test", attachments.ForTest) is { } folder)
        {
            if (isKnown)
            {
                // Servers that show messages of failed tests alone show attachments of all.
                Write(files, folder, "known-failure.md", "Known failure", repetition: null, text => text.Write(Known(verdict)));
            }

            foreach (var (index, run) in wanted ? told.Index() : [])
            {
                int? repetition = verdict.Runs.Count == 1 ? null : index + 1;
                // Repetitions are numbered as they are in the message; a single run needs no number.
                var number = verdict.Runs.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{index + 1}");
                Write(files, folder, $"transcript{number}.md", $"Transcript{Number(verdict, index)}", repetition, text =>
                    text.Write(_transcript.Write(run))
                );
                if (run.Run is { } known)
                {
                    Write(files, folder, $"run{number}.json", $"Run{Number(verdict, index)}", repetition, json =>
                        document.Write(known, json)
                    );
                    if (known.Trace is { } trace)
                    {
                        Write(files, folder, $"trace{number}.json", $"Trace{Number(verdict, index)}", repetition, json =>
                            document.Write(trace, json)
                        );
                    }

                    if (JudgeRecord.Of(known) is { } judge)
                    {
                        Write(files, folder, $"judge{number}.json", $"Judge{Number(verdict, index)}", repetition, json =>
                            document.Write(judge, json)
                        );
                    }
                }
            }
        }

        foreach (var (index, run) in verdict.Runs.Index())
        {
            if (run.RecordingFile is { } recording)
            {
                files.Add(
                    new CaseFile(recording, $"Recording{Number(verdict, index)}")
                    {
                        Repetition = verdict.Runs.Count == 1 ? null : index + 1,
                    }
                );
            }
        }

        return files;
    }

    private static string Number(CaseVerdict verdict, int index) =>
        verdict.Runs.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" #{index + 1}");

    /// <summary>Why the test is accepted, and all of its reasons.</summary>
    private static string Known(CaseVerdict verdict)
    {
        var text = new StringBuilder($"# {MarkdownText.Inline(verdict.KnownFailure)}\n\n");
        foreach (var line in UntrustedText.Lines(verdict.Message).Where(line => line != verdict.KnownFailure))
        {
            text.Append(MarkdownText.Inline(line)).Append("  \n");
        }

        return text.ToString();
    }

    private static void Write(CaseFileSet files, string folder, string name, string title, int? repetition, Action<RentedBuffer> write)
    {
        if (files.Try(name, () => AttachmentFolder.Write(folder, name, write)) is { } path)
        {
            files.Add(new CaseFile(path, title) { Repetition = repetition });
        }
    }
}

/// <summary>A file that belongs to a test.</summary>
internal sealed record CaseFile(string Path, string Title)
{
    /// <summary>The repetition that it is about, from 1; null: the test as a whole.</summary>
    public int? Repetition { get; init; }
}
