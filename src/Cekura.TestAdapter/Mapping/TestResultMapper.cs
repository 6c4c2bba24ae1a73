using System.Globalization;
using Cekura.Runs.Plan;
using Cekura.Runs.Report;
using Cekura.Runs.TestProjects;
using Cekura.Runs.Verdict;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;

namespace Cekura.TestAdapter.Mapping;

/// <summary>From a verdict to a result of the platform: message, place, output, attachments.</summary>
internal sealed class TestResultMapper(DashboardLink dashboard, CaseFiles files, TimeProvider time)
{
    private const string AttachmentSet = "Cekura";

    private readonly CaseSummary _summary = new(dashboard);

    public TestResult ToTestResult(TestCase testCase, ScenarioCase scenarioCase, CaseVerdict verdict)
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
            foreach (var file in files.Write(verdict))
            {
                set.Attachments.Add(UriDataAttachment.CreateFrom(file.Path, file.Title));
            }

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

    private static TestOutcome OutcomeOf(Outcome outcome) => outcome switch
    {
        Outcome.Passed => TestOutcome.Passed,
        Outcome.Skipped => TestOutcome.Skipped,
        Outcome.None => TestOutcome.None,
        _ => TestOutcome.Failed,
    };
}
