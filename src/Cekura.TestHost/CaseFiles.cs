using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
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
    /// <param name="verdict">The verdict on the case.</param>
    /// <param name="scenarioCase">The case; null where nobody links its files.</param>
    public CaseFileSet Write(CaseVerdict verdict, ScenarioCase? scenarioCase = null)
    {
        var files = new CaseFileSet();
        string? folder = null;
        foreach (var file in Written(verdict))
        {
            folder ??= files.Try("What belongs to the test", () =>
                scenarioCase is null ? attachments.ForTest() : attachments.ForTest(scenarioCase)
            );
            if (folder is null)
            {
                break;
            }

            if (files.Try(file.Name, () => AttachmentFolder.Write(folder, file.Name, file.Write)) is { } path)
            {
                files.Add(new CaseFile(path, file.Title));
            }
        }

        foreach (var recording in Recordings(verdict))
        {
            files.Add(recording);
        }

        return files;
    }

    /// <summary>The same files, written or not yet, for the report to link.</summary>
    public IEnumerable<ReportFile> Links(ScenarioCase scenarioCase, CaseVerdict verdict) =>
        Written(verdict)
            .Select(file => new ReportFile(file.Title, Path.Combine(attachments.FolderOf(scenarioCase), file.Name)))
            .Concat(Recordings(verdict).Select(recording => new ReportFile(recording.Title, recording.Path)));

    private IEnumerable<(string Name, string Title, Action<RentedBuffer> Write)> Written(CaseVerdict verdict)
    {
        var wanted =
            transcripts == TranscriptSelection.All || (transcripts == TranscriptSelection.Failed && verdict.Outcome != Outcome.Passed);
        var told = wanted ? verdict.Runs.Where(run => run.Run is not null || run.FullMessage.Length > run.Message.Length) : [];
        foreach (var (index, run) in told.Index())
        {
            // Repetitions are numbered as they are in the message; a single run needs no number.
            var number = verdict.Runs.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{index + 1}");
            yield return ($"transcript{number}.md", $"Transcript{Number(verdict, index)}", text => text.Write(_transcript.Write(run)));
            if (run.Run is not { } known)
            {
                continue;
            }

            yield return ($"run{number}.json", $"Run{Number(verdict, index)}", json => document.Write(known, json));
            if (known.Trace is { } trace)
            {
                yield return ($"trace{number}.json", $"Trace{Number(verdict, index)}", json => document.Write(trace, json));
            }

            if (JudgeRecord.Of(known) is { } judge)
            {
                yield return ($"judge{number}.json", $"Judge{Number(verdict, index)}", json => document.Write(judge, json));
            }
        }
    }

    private static IEnumerable<CaseFile> Recordings(CaseVerdict verdict)
    {
        foreach (var (index, run) in verdict.Runs.Index())
        {
            if (run.RecordingFile is { } recording)
            {
                yield return new CaseFile(recording, $"Recording{Number(verdict, index)}");
            }
        }
    }

    private static string Number(CaseVerdict verdict, int index) =>
        verdict.Runs.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" #{index + 1}");
}

/// <summary>A file that belongs to a test.</summary>
internal sealed record CaseFile(string Path, string Title);
