using System.Globalization;
using Cekura.Manifests.Cases;
using Cekura.Reports.Summary;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;
using Cekura.TestHost;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;

namespace Cekura.TestAdapter.Mapping;

/// <summary>From a verdict to a result of the platform: message, place, output, attachments.</summary>
internal sealed class TestResultMapper(DashboardLink dashboard, CaseFiles files, TimeProvider time)
{
    private const string AttachmentSet = "Cekura";

    private readonly CaseSummary _summary = new(dashboard);

    /// <summary>The result. Whatever goes wrong with what belongs to it, it has the verdict.</summary>
    public TestResult ToTestResult(TestCase testCase, ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        var (start, end) = Span(verdict);
        var result = new TestResult(testCase)
        {
            Outcome = OutcomeOf(verdict.Outcome),
            DisplayName = testCase.DisplayName,
            ErrorMessage = verdict.Message,
            Duration = end - start,
            StartTime = start,
            EndTime = end,
        };
        if (verdict.Outcome == Outcome.Failed)
        {
            // The one form that consoles, IDEs and Azure DevOps turn into a link.
            var location = verdict.Location ?? scenarioCase.Location;
            result.ErrorStackTrace = string.Create(
                CultureInfo.InvariantCulture,
                $"   at {testCase.FullyQualifiedName} in {location.Path}:line {location.Line}"
            );
        }

        var attached = new CaseFileSet();
        if (verdict.Runs.Count > 0 && attached.Try("What the runs say", () => _summary.StandardOutput(verdict)) is { } output)
        {
            result.Messages.Add(new TestResultMessage(TestResultMessage.StandardOutCategory, output));
        }

        var written = attached.Try("What belongs to the test", () => files.Write(verdict));
        var set = new AttachmentSet(CekuraTestAdapter.Executor, AttachmentSet);
        foreach (var file in written?.Files ?? [])
        {
            if (attached.Try(file.Title, () => UriDataAttachment.CreateFrom(file.Path, file.Title)) is { } attachment)
            {
                set.Attachments.Add(attachment);
            }
        }

        if (set.Attachments.Count > 0)
        {
            result.Attachments.Add(set);
        }

        foreach (var missing in attached.Missing.Concat(written?.Missing ?? []))
        {
            result.Messages.Add(new TestResultMessage(TestResultMessage.StandardErrorCategory, missing));
        }

        return result;
    }

    /// <summary>From when to when; of times that no calendar has, such as a service may send, now.</summary>
    private (DateTimeOffset Start, DateTimeOffset End) Span(CaseVerdict verdict)
    {
        var now = time.GetUtcNow();
        try
        {
            var end = verdict.Start + verdict.Duration ?? now;
            return end.Year is > 1 and < 9999 && (end - verdict.Duration).Year > 1 ? (end - verdict.Duration, end) : (now, now);
        }
        catch (ArgumentOutOfRangeException)
        {
            return (now, now);
        }
    }

    private static TestOutcome OutcomeOf(Outcome outcome) =>
        outcome switch
        {
            Outcome.Passed => TestOutcome.Passed,
            Outcome.Skipped => TestOutcome.Skipped,
            Outcome.None => TestOutcome.None,
            _ => TestOutcome.Failed,
        };
}
