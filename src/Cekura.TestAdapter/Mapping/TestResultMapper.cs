using Cekura.Manifests.Cases;
using Cekura.Runs.Verdict;
using Cekura.TestHost;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;

namespace Cekura.TestAdapter.Mapping;

/// <summary>From a verdict to a result of the platform.</summary>
internal sealed class TestResultMapper(CaseResults results)
{
    private const string AttachmentSet = "Cekura";

    /// <summary>The result. Whatever goes wrong with what belongs to it, it has the verdict.</summary>
    public TestResult ToTestResult(TestCase testCase, ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        var known = results.Of(scenarioCase, verdict);
        var result = new TestResult(testCase)
        {
            Outcome = OutcomeOf(known.Outcome),
            DisplayName = testCase.DisplayName,
            ErrorMessage = known.Message,
            ErrorStackTrace = known.StackTrace,
            Duration = known.End - known.Start,
            StartTime = known.Start,
            EndTime = known.End,
        };
        if (known.StandardOutput is { } output)
        {
            result.Messages.Add(new TestResultMessage(TestResultMessage.StandardOutCategory, output));
        }

        var attached = new CaseFileSet();
        var set = new AttachmentSet(CekuraTestAdapter.Executor, AttachmentSet);
        foreach (var file in known.Files)
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

        foreach (var missing in known.Missing.Concat(attached.Missing))
        {
            result.Messages.Add(new TestResultMessage(TestResultMessage.StandardErrorCategory, missing));
        }

        return result;
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
