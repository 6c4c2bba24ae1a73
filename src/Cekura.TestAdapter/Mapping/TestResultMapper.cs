using System.Globalization;
using Cekura.Manifests.Cases;
using Cekura.Runs.Verdict;
using Cekura.TestHost;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;

namespace Cekura.TestAdapter.Mapping;

/// <summary>From a verdict to results of the platform.</summary>
/// <param name="results">Makes of verdicts what platforms show.</param>
/// <param name="hasRepetitions">Whether repetitions are results of their own inside the test's. The platform counts each result, so only
/// where a file is written in which servers look for them.</param>
internal sealed class TestResultMapper(CaseResults results, bool hasRepetitions = false)
{
    private const string AttachmentSet = "Cekura";

    /// <summary>
    /// The test's result, followed by those of its repetitions. Whatever goes wrong with what belongs to them, they have the verdict.
    /// </summary>
    public IReadOnlyList<TestResult> ToTestResults(TestCase testCase, ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        var known = results.Of(scenarioCase, verdict);
        if (!hasRepetitions || known.Repetitions.Count == 0)
        {
            return [Of(testCase, known, known.Files)];
        }

        // Each repetition carries its own files, and the test what is about all of them.
        var whole = Of(testCase, known, [.. known.Files.Where(file => file.Repetition is null)]);
        var id = Guid.NewGuid();
        whole.SetPropertyValue(TestProperties.ExecutionId, id, CultureInfo.InvariantCulture);
        whole.SetPropertyValue(TestProperties.InnerResultsCount, known.Repetitions.Count, CultureInfo.InvariantCulture);
        return [whole, .. known.Repetitions.Select((one, index) => Repetition(testCase, known.Outcome, one, index + 1, id))];
    }

    private static TestResult Repetition(TestCase testCase, Outcome test, CaseResult known, int number, Guid parent)
    {
        var result = Of(testCase, known, known.Files);
        result.DisplayName = string.Create(CultureInfo.InvariantCulture, $"{testCase.DisplayName} #{number}");
        result.SetPropertyValue(TestProperties.ExecutionId, Guid.NewGuid(), CultureInfo.InvariantCulture);
        result.SetPropertyValue(TestProperties.ParentExecutionId, parent, CultureInfo.InvariantCulture);
        if (known.Outcome == Outcome.Failed && test != Outcome.Failed)
        {
            // A result that failed fails the run, whatever its test became.
            result.Outcome = TestOutcome.Skipped;
            result.ErrorMessage = $"Failed, and the test did not fail for it. {result.ErrorMessage}";
            result.ErrorStackTrace = null;
        }

        return result;
    }

    private static TestResult Of(TestCase testCase, CaseResult known, IReadOnlyList<CaseFile> files)
    {
        var result = new TestResult(testCase)
        {
            Outcome = OutcomeOf(known.Outcome),
            DisplayName = testCase.DisplayName,
            ErrorMessage = known.Message is { } message ? TerminalText.Of(message) : null,
            ErrorStackTrace = known.StackTrace,
            Duration = known.End - known.Start,
            StartTime = known.Start,
            EndTime = known.End,
        };
        if (known.StandardOutput is { } output)
        {
            result.Messages.Add(new TestResultMessage(TestResultMessage.StandardOutCategory, TerminalText.Of(output)));
        }

        var attached = new CaseFileSet();
        var set = new AttachmentSet(CekuraTestAdapter.Executor, AttachmentSet);
        foreach (var file in files)
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
