using System.Globalization;
using System.Text;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Reports.Html;
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

    /// <summary>For the tests of a project, whose settings have no errors.</summary>
    public static CaseFiles For(TestProject contents, AttachmentFolder attachments) =>
        new(contents.Settings!.Transcripts, contents.Dashboard, new RunDocument(contents.Credentials?.ApiKey), attachments);

    /// <summary>
    /// The files of a case. One that cannot be written, for whatever reason, is said and costs neither the others nor the verdict.
    /// </summary>
    public CaseFileSet Write(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        var files = new CaseFileSet();
        string? folder = null;
        foreach (var (file, write) in Written(verdict))
        {
            folder ??= files.Try("What belongs to the test", () => attachments.ForTest(scenarioCase));
            if (folder is null)
            {
                break;
            }

            if (files.Try(file.Path, () => AttachmentFolder.Write(folder, file.Path, write)) is { } path)
            {
                files.Add(file with { Path = path });
            }
        }

        foreach (var recording in Recordings(verdict))
        {
            files.Add(recording);
        }

        attachments.Attached(scenarioCase.FullyQualifiedName, [.. files.Files.Select(file => file.Path)]);
        return files;
    }

    /// <summary>The same files, written or not yet, for the report to link.</summary>
    public IEnumerable<ReportFile> Links(ScenarioCase scenarioCase, CaseVerdict verdict) =>
        Written(verdict)
            .Select(one => new ReportFile(one.File.Title, Path.Combine(attachments.FolderOf(scenarioCase), one.File.Path)))
            .Concat(Recordings(verdict).Select(recording => new ReportFile(recording.Title, recording.Path)));

    /// <summary>What is written into the folder of a case, each file with its name there.</summary>
    private IEnumerable<(CaseFile File, Action<RentedBuffer> Write)> Written(CaseVerdict verdict)
    {
        if (verdict.KnownFailure is not null)
        {
            // Servers that show messages of failed tests alone show attachments of all.
            yield return (new("known-failure.md", "Known failure"), text => text.Write(Known(verdict)));
        }

        var wanted =
            transcripts == TranscriptSelection.All || (transcripts == TranscriptSelection.Failed && verdict.Outcome != Outcome.Passed);
        var told = wanted ? verdict.Runs.Where(run => run.Run is not null || run.FullMessage.Length > run.Message.Length) : [];
        foreach (var (index, run) in told.Index())
        {
            yield return (File("transcript", ".md", "Transcript", verdict, index), text => text.Write(_transcript.Write(run)));
            if (run.Run is not { } known)
            {
                continue;
            }

            yield return (File("run", ".json", "Run", verdict, index), json => document.Write(known, json));
            if (known.Trace is { } trace)
            {
                yield return (File("trace", ".json", "Trace", verdict, index), json => document.Write(trace, json));
            }

            if (JudgeRecord.Of(known) is { } judge)
            {
                yield return (File("judge", ".json", "Judge", verdict, index), json => document.Write(judge, json));
            }
        }
    }

    private static IEnumerable<CaseFile> Recordings(CaseVerdict verdict)
    {
        foreach (var (index, run) in verdict.Runs.Index())
        {
            if (run.RecordingFile is { } recording)
            {
                yield return File("", "", "Recording", verdict, index) with
                {
                    Path = recording,
                };
            }
        }
    }

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

    // Repetitions are numbered as they are in the message; a single run needs no number.
    private static CaseFile File(string name, string extension, string title, CaseVerdict verdict, int index)
    {
        var number = (index + 1).ToString(CultureInfo.InvariantCulture);
        return verdict.Runs.Count == 1
            ? new(name + extension, title)
            : new($"{name}-{number}{extension}", $"{title} #{number}") { Repetition = index + 1 };
    }
}

/// <summary>A file that belongs to a test.</summary>
internal sealed record CaseFile(string Path, string Title)
{
    /// <summary>The repetition that it is about, from 1; null: the test as a whole.</summary>
    public int? Repetition { get; init; }
}
