using System.Globalization;
using Cekura.Runs.Plan;
using Cekura.Runs.Report;
using Cekura.Runs.Settings;
using Cekura.Runs.Verdict;
using Cekura.TestAdapter.Execution;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;

namespace Cekura.TestAdapter.Mapping;

/// <summary>From a verdict to a result of the platform: message, place, output, attachments.</summary>
internal sealed class TestResultMapper(
    CekuraSettings settings, DashboardLink dashboard, RunDocument document, AttachmentFolder attachments, TimeProvider time)
{
    private const string AttachmentSet = "Cekura";

    private readonly CaseSummary _summary = new(dashboard);
    private readonly TranscriptDocument _transcript = new(dashboard);

    public async Task<TestResult> ToTestResultAsync(TestCase testCase, ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        var end = verdict.Start + verdict.Duration ?? time.GetUtcNow();
        var result = new TestResult(testCase)
        {
            Outcome = OutcomeOf(verdict.Outcome),
            DisplayName = testCase.DisplayName,
            ErrorMessage = verdict.Message,
            Duration = verdict.Duration,
            StartTime = end - verdict.Duration,
            EndTime = end,
        };
        if (verdict.Outcome == Outcome.Failed)
        {
            // The one form that consoles, IDEs and Azure DevOps turn into a link.
            var location = verdict.Location ?? scenarioCase.Location;
            result.ErrorStackTrace = string.Create(CultureInfo.InvariantCulture, $"   at {testCase.FullyQualifiedName} in {location.Path}:line {location.Line}");
        }

        if (verdict.Runs.Count > 0)
        {
            result.Messages.Add(new TestResultMessage(TestResultMessage.StandardOutCategory, _summary.StandardOutput(verdict)));
        }

        try
        {
            var set = new AttachmentSet(CekuraTestAdapter.Executor, AttachmentSet);
            await AttachTranscriptsAsync(set, verdict).ConfigureAwait(false);
            AttachRecordings(set, verdict);
            if (set.Attachments.Count > 0)
            {
                result.Attachments.Add(set);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk must not cost the verdict.
            result.Messages.Add(new TestResultMessage(TestResultMessage.StandardErrorCategory, $"The transcript could not be written: {e.Message}"));
        }

        return result;
    }

    private async Task AttachTranscriptsAsync(AttachmentSet set, CaseVerdict verdict)
    {
        var wanted = settings.Transcripts == TranscriptSelection.All
            || (settings.Transcripts == TranscriptSelection.Failed && verdict.Outcome != Outcome.Passed);
        var told = verdict.Runs.Where(run => run.Run is not null || run.FullMessage.Length > run.Message.Length).ToList();
        if (!wanted || told.Count == 0)
        {
            return;
        }

        var folder = attachments.ForTest();
        foreach (var (index, run) in told.Index())
        {
            // Repetitions are numbered as they are in the message; a single run needs no number.
            var number = verdict.Runs.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{index + 1}");
            var title = verdict.Runs.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" #{index + 1}");
            await AddAsync(set, folder, $"transcript{number}.md", $"Transcript{title}", _transcript.Write(run)).ConfigureAwait(false);
            if (run.Run is { } known)
            {
                await AddAsync(set, folder, $"run{number}.json", $"Run{title}", document.Write(known)).ConfigureAwait(false);
            }
        }
    }

    private static void AttachRecordings(AttachmentSet set, CaseVerdict verdict)
    {
        foreach (var (index, run) in verdict.Runs.Index())
        {
            if (run.RecordingFile is { } file)
            {
                var title = verdict.Runs.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" #{index + 1}");
                set.Attachments.Add(UriDataAttachment.CreateFrom(file, $"Recording{title}"));
            }
        }
    }

    private static async Task AddAsync(AttachmentSet set, string folder, string name, string description, string text)
    {
        var path = await AttachmentFolder.WriteAsync(folder, name, text).ConfigureAwait(false);
        set.Attachments.Add(UriDataAttachment.CreateFrom(path, description));
    }

    private static TestOutcome OutcomeOf(Outcome outcome) => outcome switch
    {
        Outcome.Passed => TestOutcome.Passed,
        Outcome.Skipped => TestOutcome.Skipped,
        Outcome.None => TestOutcome.None,
        _ => TestOutcome.Failed,
    };
}
