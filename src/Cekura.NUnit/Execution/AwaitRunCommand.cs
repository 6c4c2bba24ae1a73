using System.Globalization;
using Cekura.Manifests.Cases;
using Cekura.NUnit.Building;
using Cekura.Reports.Summary;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;
using Cekura.TestHost;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Commands;

namespace Cekura.NUnit.Execution;

/// <summary>
/// Waits for the conversation of a test, attaches what it left, and lets the method look at it. Without a conversation the method does not
/// run, and the test does not pass.
/// </summary>
internal sealed class AwaitRunCommand(TestCommand inner) : TestCommand(inner.Test)
{
    // How soon a stop is noticed that comes without a token.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    public override TestResult Execute(TestExecutionContext context)
    {
        // Several of our attributes on a method each wrap it, perhaps with others between: the outermost does the work.
        if (Test is not CekuraTest test || test.Arguments[0] != CekuraRun.NotYet)
        {
            return inner.Execute(context);
        }

        var runs = AssemblyRuns.Of(test);
        if (IsStopped(context))
        {
            // The button was pressed before this test began: what it would start must not start.
            runs.Cancel();
        }

        var ticket = runs.Enter(test);
        try
        {
            if (Wait(context, runs, ticket) is not { } verdict)
            {
                return context.CurrentResult;
            }

            Attach(context, runs, ticket.Case, verdict);
            if (test.From is not null)
            {
                return Judge(context, ticket, runs, verdict);
            }

            if (verdict.Runs.All(run => run.Run is null || run.IsInfrastructure))
            {
                var state = verdict.Outcome == Outcome.Skipped ? ResultState.Ignored : ResultState.Failure;
                context.CurrentResult.SetResult(state, verdict.Message ?? "Cekura: there is no conversation.", Place(test, verdict));
                return context.CurrentResult;
            }

            test.Arguments[0] = CekuraRun.Of(ticket.Case, verdict, runs.Contents.Dashboard);
            var result = inner.Execute(context);
            FailUntested(result, verdict, test);
            return result;
        }
        finally
        {
            test.Arguments[0] = CekuraRun.NotYet;
            foreach (var (path, description) in runs.Leave(test, ticket))
            {
                TestContext.AddTestAttachment(path, description);
            }
        }
    }

    // Of a case of a manifest the verdict decides, unless what the fixture does around its tests fails.
    private TestResult Judge(TestExecutionContext context, Ticket ticket, AssemblyRuns runs, CaseVerdict verdict)
    {
        var test = (CekuraTest)Test;
        if (verdict.Runs.Any(run => run.Run is not null))
        {
            test.Arguments[0] = CekuraRun.Of(ticket.Case, verdict, runs.Contents.Dashboard);
            inner.Execute(context);
        }

        if (context.CurrentResult.ResultState.Status is TestStatus.Passed or TestStatus.Inconclusive)
        {
            context.CurrentResult.SetResult(
                VerdictState.Of(verdict),
                verdict.Message ?? "",
                verdict.Outcome == Outcome.Failed ? Place(test, verdict) : null
            );
        }

        return context.CurrentResult;
    }

    // That something bad is not in the transcript shows nothing when the caller never came to ask, or the agent broke off.
    private static void FailUntested(TestResult result, CaseVerdict verdict, CekuraTest test)
    {
        if (
            verdict.Outcome != Outcome.Passed
            && result.ResultState.Status is TestStatus.Passed or TestStatus.Warning
            && verdict.Runs.FirstOrDefault(EmulatorVerdict.LeavesOpen) is { } open
        )
        {
            result.SetResult(ResultState.Failure, open.Message, Place(test, verdict));
        }
    }

    // Where people look next: no line of the method has run. The one form that consoles and IDEs turn into a link.
    private static string Place(CekuraTest test, CaseVerdict verdict)
    {
        var location = verdict.Location ?? test.Case.Location;
        return string.Create(CultureInfo.InvariantCulture, $"   at {test.FullName} in {location.Path}:line {location.Line}");
    }

    private static bool IsStopped(TestExecutionContext context) => context.ExecutionStatus != TestExecutionStatus.Running;

    private static CaseVerdict? Wait(TestExecutionContext context, AssemblyRuns runs, Ticket ticket)
    {
        try
        {
            while (!ticket.Verdict.Wait((int)Look.TotalMilliseconds, context.CancellationToken))
            {
                if (IsStopped(context))
                {
                    runs.Cancel();
                }
            }

            return ticket.Verdict.Result;
        }
        catch (OperationCanceledException)
        {
            context.CurrentResult.SetResult(
                ResultState.Failure,
                "Cekura: the time of the test was over before the conversation was. It was ended."
            );
        }
        catch (AggregateException) when (ticket.Verdict.IsCanceled)
        {
            context.CurrentResult.SetResult(ResultState.Cancelled, "Cekura: cancelled. The conversation was ended.");
        }
        catch (AggregateException e)
        {
            context.CurrentResult.RecordException(e.InnerException!);
        }

        return null;
    }

    // Whatever goes wrong with what belongs to the test, it has its verdict.
    private static void Attach(TestExecutionContext context, AssemblyRuns runs, ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        var attached = new CaseFileSet();
        if (verdict.Runs.Count > 0)
        {
            TestContext.Out.Write(
                attached.Try("What the runs say", () => new CaseSummary(runs.Contents.Dashboard).StandardOutput(verdict))
            );
        }

        var files = new CaseFiles(
            runs.Contents.Settings!.Transcripts,
            runs.Contents.Dashboard,
            new RunDocument(runs.Contents.Credentials?.ApiKey),
            runs.Attachments
        );
        var written = attached.Try("What belongs to the test", () => files.Write(scenarioCase, verdict));
        foreach (var file in written?.Files ?? [])
        {
            attached.Try(file.Title, () =>
            {
                TestContext.AddTestAttachment(file.Path, file.Title);
                return file;
            });
        }

        foreach (var missing in attached.Missing.Concat(written?.Missing ?? []))
        {
            TestContext.Out.WriteLine(missing);
        }
    }
}
