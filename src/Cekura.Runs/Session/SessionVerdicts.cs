using System.Collections.Concurrent;
using Cekura.Manifests.Cases;
using Cekura.Runs.Listening;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Session;

/// <summary>Gives each test of a session its one verdict, over all its starts and repetitions. Thread-safe.</summary>
/// <param name="judge">Makes one verdict of the repetitions of a test.</param>
/// <param name="retries">The repetitions over all starts.</param>
/// <param name="reporter">Brings the verdicts to the front end.</param>
internal sealed class SessionVerdicts(CaseJudge judge, InfrastructureRetries retries, CaseReporter reporter)
{
    private readonly ConcurrentDictionary<string, string[]> _notes = new(StringComparer.Ordinal);

    public CaseReporter Reporter => reporter;

    public InfrastructureRetries Retries => retries;

    /// <summary>Says something of tests, whatever comes of them.</summary>
    public void Note(IEnumerable<ScenarioCase> cases, string note)
    {
        foreach (var scenarioCase in cases)
        {
            _notes.AddOrUpdate(scenarioCase.FullyQualifiedName, [note], (_, notes) => [.. notes, note]);
        }
    }

    /// <summary>The test has no run that could still count.</summary>
    /// <param name="scenarioCase">The test, as it was started last.</param>
    /// <param name="verdicts">The verdicts on the runs of that start.</param>
    /// <param name="endedEarly">How many of its runs were ended because they could not change the outcome any more.</param>
    /// <param name="failure">Why the test fails whatever its runs brought; null: they decide.</param>
    public async Task FinishAsync(ScenarioCase scenarioCase, IReadOnlyList<RunVerdict> verdicts, int endedEarly = 0, string? failure = null)
    {
        var (whole, all) = retries.Whole(scenarioCase, verdicts);
        var verdict = judge.Aggregate(all, whole.PassAtLeast, endedEarly);
        if (_notes.GetValueOrDefault(scenarioCase.FullyQualifiedName) is { } notes)
        {
            verdict = verdict with { Notes = [.. notes, .. verdict.Notes] };
        }

        if (failure is not null)
        {
            var lines = failure.Split('\n');
            verdict = verdict with
            {
                Outcome = Outcome.Failed,
                Message = FailureText.WithoutRun(lines[0], [.. lines.Skip(1), .. verdict.Message?.Split('\n') ?? []]),
                Notes = ["rule V26", .. verdict.Notes],
            };
        }

        await reporter.FinishedAsync(whole, verdict).ConfigureAwait(false);
    }

    /// <summary>The test fails, whatever its runs brought: something unforeseen happened to it.</summary>
    public Task FailAsync(ScenarioCase scenarioCase, Exception unforeseen, string consequence) =>
        reporter.FinishedAsync(
            retries.Whole(scenarioCase, []).Case,
            CaseVerdict.WithoutRun(
                Outcome.Failed,
                $"Cekura: an unexpected error, {unforeseen.GetType().Name}: {unforeseen.Message} {consequence}"
            ) with
            {
                IsUnforeseen = true,
            }
        );
}
