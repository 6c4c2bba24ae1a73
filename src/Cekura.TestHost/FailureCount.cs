using System.Collections.Concurrent;
using System.Globalization;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Listening;
using Cekura.Runs.Session;
using Cekura.Runs.Verdict;

namespace Cekura.TestHost;

/// <summary>Counts what failed, to say how only that runs again, and what ran at all.</summary>
/// <param name="typedPrefix">What stands before the name of a setting that is typed.</param>
internal sealed class FailureCount(string typedPrefix) : IReportStep
{
    private const int Shown = 3;

    private readonly ConcurrentQueue<string> _unjudged = new();
    private int _tests;
    private int _failed;
    private int _skipped;
    private string _reason = "";
    private bool _isDry;

    /// <summary>
    /// What to say when every test was skipped, so that nothing was tested; null where something was, and of a dry run, which says so
    /// itself.
    /// </summary>
    public string? NothingRan =>
        _tests == 0 || _skipped < _tests || _isDry
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"nothing was tested: {AllSkipped(_tests)}. {_reason}").TrimEnd();

    /// <summary>What to do next; null when nothing failed.</summary>
    public string? Advice =>
        _failed == 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{_failed} of {_tests} failed. To run only what failed: dotnet test {typedPrefix}LastFailed=true"
            );

    /// <summary>What to say of tests that passed because nothing judged them; null when there are none.</summary>
    public string? Unjudged =>
        _unjudged.IsEmpty
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{_unjudged.Count} of {Counted.Of(_tests, "test")} passed without being judged by anything: {string.Join(", ", _unjudged.Order(StringComparer.Ordinal).Take(Shown))}{(_unjudged.Count > Shown ? $" and {_unjudged.Count - Shown} more" : "")}. That only shows that conversations took place. Give the scenarios an expected outcome, metrics that pass or fail, or \"expect\"."
            );

    /// <summary>That every test was skipped, without a full stop.</summary>
    public static string AllSkipped(int tests) =>
        tests == 1 ? "the only test was skipped" : string.Create(CultureInfo.InvariantCulture, $"all {tests} tests were skipped");

    /// <inheritdoc/>
    public ValueTask<CaseVerdict> ApplyAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        Interlocked.Increment(ref _tests);
        if (verdict.Outcome == Outcome.Failed)
        {
            Interlocked.Increment(ref _failed);
        }
        else if (verdict.Outcome == Outcome.Skipped)
        {
            Skipped(verdict.Message ?? "");
        }
        else if (verdict.Outcome == Outcome.Passed && verdict.Runs.All(run => run.IsUnjudged || run.Outcome != Outcome.Passed))
        {
            _unjudged.Enqueue($"\"{UntrustedText.Line(scenarioCase.DisplayName, 120)}\"");
        }

        return ValueTask.FromResult(verdict);
    }

    private void Skipped(string message)
    {
        if (Interlocked.Increment(ref _skipped) == 1)
        {
            _reason = message.Length == 0 ? "" : $"The first says: {message.Split('\n')[0]}";
        }

        _isDry |= message == DryRun.Reason;
    }
}
