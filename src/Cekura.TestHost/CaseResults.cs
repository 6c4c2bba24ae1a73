using System.Globalization;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
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
        var (start, end) = Span(verdict.Start, verdict.Duration);
        var attached = new CaseFileSet();
        var output = verdict.Runs.Count > 0 ? attached.Try("What the runs say", () => _summary.StandardOutput(verdict)) : null;
        var written = attached.Try("What belongs to the test", () => files.Write(scenarioCase, verdict));
        return new CaseResult
        {
            Outcome = verdict.Outcome,
            Failure = FailureKinds.Of(verdict),
            Message = verdict.Message,
            StackTrace = verdict.Outcome == Outcome.Failed ? Place(scenarioCase, verdict.Location ?? scenarioCase.Location) : null,
            Start = start,
            End = end,
            StandardOutput = output,
            Files = written?.Files ?? [],
            Repetitions = verdict.Runs.Count > 1 ? Repetitions(scenarioCase, verdict, written?.Files ?? []) : [],
            Missing = [.. attached.Missing, .. written?.Missing ?? []],
        };
    }

    private List<CaseResult> Repetitions(ScenarioCase scenarioCase, CaseVerdict verdict, IReadOnlyList<CaseFile> all)
    {
        var results = new List<CaseResult>(verdict.Runs.Count);
        foreach (var (index, run) in verdict.Runs.Index())
        {
            var (start, end) = Span(
                run.Run is { } began ? RunTiming.Start(began) : null,
                run.Run is { } known ? RunTiming.Duration(known) ?? TimeSpan.Zero : TimeSpan.Zero
            );

            // What they say stands in the test's own output: consoles show both.
            results.Add(
                new CaseResult
                {
                    Outcome = run.Outcome,
                    Failure = FailureKind.None,
                    Message = run.Message.Length == 0 ? null : run.Message,
                    StackTrace = run.Outcome == Outcome.Failed ? Place(scenarioCase, run.Location ?? scenarioCase.Location) : null,
                    Start = start,
                    End = end,
                    Files = [.. all.Where(file => file.Repetition == index + 1)],
                }
            );
        }

        return results;
    }

    // The one form that consoles, IDEs and Azure DevOps turn into a link.
    private static string Place(ScenarioCase scenarioCase, SourceLocation location) =>
        string.Create(CultureInfo.InvariantCulture, $"   at {scenarioCase.FullyQualifiedName} in {location.Path}:line {location.Line}");

    /// <summary>From when to when; of times that no calendar has, such as a service may send, now.</summary>
    private (DateTimeOffset Start, DateTimeOffset End) Span(DateTimeOffset? start, TimeSpan duration)
    {
        var now = time.GetUtcNow();
        try
        {
            var end = start + duration ?? now;
            return end.Year is > 1 and < 9999 && (end - duration).Year > 1 ? (end - duration, end) : (now, now);
        }
        catch (ArgumentOutOfRangeException)
        {
            return (now, now);
        }
    }
}
