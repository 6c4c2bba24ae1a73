using Cekura.Manifests.Cases;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.History;

/// <summary>What a test run found out about one test, before any baseline.</summary>
/// <param name="Test">Fully qualified name of the test.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Outcome">Its outcome.</param>
/// <param name="Rate">How many of its repetitions passed.</param>
/// <param name="TookPlace">Whether the outcome says something about the agent: it passed or failed, and not because a run never took
/// place.</param>
/// <param name="ResultId">Id of the result in the service, at least 1; null when nothing was started.</param>
/// <param name="RunIds">Ids of its runs, ascending.</param>
internal sealed record TestRecord(
    string Test,
    string Name,
    Outcome Outcome,
    PassRate Rate,
    bool TookPlace,
    long? ResultId,
    IReadOnlyList<long> RunIds
)
{
    /// <summary>Whether nothing of its test run was started: what it did before still holds.</summary>
    public bool IsRefused { get; init; }

    /// <summary>What the test was called when names carried ids; null: nothing else.</summary>
    public string? Former { get; init; }

    /// <summary>How long its conversations lasted on average; null when none did.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Causes, metrics and repetitions; null in files of versions that did not keep them.</summary>
    public TestDetails? Details { get; init; }

    /// <summary>Makes the record of a finished case, without details.</summary>
    /// <param name="scenarioCase">The case.</param>
    /// <param name="verdict">Its verdict, before any baseline.</param>
    public static TestRecord Of(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(scenarioCase);
        ArgumentNullException.ThrowIfNull(verdict);
        var runs = verdict.Runs.Select(run => run.Run).OfType<Client.Run>().ToList();
        return new TestRecord(
            scenarioCase.FullyQualifiedName,
            scenarioCase.DisplayName,
            verdict.Outcome,
            new PassRate(verdict.Passed, verdict.Total),
            Says(verdict),
            runs.Select(run => run.ResultId).FirstOrDefault(id => id is not null),
            [.. runs.Select(run => run.Id).Order()]
        )
        {
            IsRefused = verdict.IsRefused,
            Former = FormerNames.Of(scenarioCase),
            Duration = Average(runs),
        };
    }

    private static TimeSpan? Average(List<Client.Run> runs)
    {
        var (count, sum) = (0, TimeSpan.Zero);
        foreach (var run in runs)
        {
            if (RunTiming.Duration(run) is { } duration)
            {
                count++;
                sum += duration;
            }
        }

        return count == 0 ? null : TimeSpan.FromSeconds(Math.Round(sum.TotalSeconds / count, 1));
    }

    /// <summary>
    /// Whether a verdict says something about the agent: it passed or failed, and no repetition failed because it never started or never
    /// took place.
    /// </summary>
    internal static bool Says(CaseVerdict verdict) =>
        verdict.Outcome is Outcome.Passed or Outcome.Failed
        && verdict.Runs.Count > 0
        && verdict.Runs.All(run => run.Outcome != Outcome.Failed || run is { IsInfrastructure: false, Run: not null });
}
