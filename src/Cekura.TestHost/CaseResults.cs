using System.Globalization;
using Cekura.Manifests.Cases;
using Cekura.Reports.Summary;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.TestHost;

/// <summary>Makes of verdicts what a test platform shows: message, place, output, attachments.</summary>
internal sealed class CaseResults(DashboardLink dashboard, CaseFiles files, TimeProvider time)
{
    private readonly CaseSummary _summary = new(dashboard);

    /// <summary>For the tests of a project, whose settings have no errors.</summary>
    public static CaseResults For(TestProject contents, AttachmentFolder attachments, TimeProvider time) =>
        new(contents.Dashboard, CaseFiles.For(contents, attachments), time);

    /// <summary>The result. Whatever goes wrong with what belongs to it, it has the verdict.</summary>
    public CaseResult Of(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        var (start, end) = Span(verdict);
        var attached = new CaseFileSet();
        var output = verdict.Runs.Count > 0 ? attached.Try("What the runs say", () => _summary.StandardOutput(verdict)) : null;
        var written = attached.Try("What belongs to the test", () => files.Write(verdict, scenarioCase));
        return new CaseResult
        {
            Outcome = verdict.Outcome,
            Failure = FailureKinds.Of(verdict),
            Message = verdict.Message,
            StackTrace = verdict.Outcome == Outcome.Failed ? Place(scenarioCase, verdict) : null,
            Start = start,
            End = end,
            StandardOutput = output,
            Files = written?.Files ?? [],
            Missing = [.. attached.Missing, .. written?.Missing ?? []],
        };
    }

    // The one form that consoles, IDEs and Azure DevOps turn into a link.
    private static string Place(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        var location = verdict.Location ?? scenarioCase.Location;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"   at {scenarioCase.FullyQualifiedName} in {location.Path}:line {location.Line}"
        );
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
}
