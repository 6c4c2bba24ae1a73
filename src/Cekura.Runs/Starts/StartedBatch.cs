using Cekura.Client;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;

namespace Cekura.Runs.Starts;

/// <summary>A batch that runs.</summary>
/// <param name="Result">Its result.</param>
/// <param name="Name">The name that its start has in the journal.</param>
/// <param name="Note">What the reader of a test has to know of how it began; null: it was started in the ordinary way.</param>
internal sealed record StartedBatch(StartedResult Result, string Name, string? Note = null)
{
    /// <summary>
    /// Runs that an earlier process of ours ended, with the time limit that they had passed; null: the outcome was decided.
    /// </summary>
    public IReadOnlyDictionary<long, TimeSpan?> OwnEnds { get; init; } = StartRecord.NoEnds;

    /// <summary>A run as it is to be judged: what we ended ourselves stays what it was then, whatever the service makes of it.</summary>
    public SettledRun Known(SettledRun run) =>
        run.State == WatchEnd.Settled && OwnEnds.TryGetValue(run.RunId, out var limit)
            ? run.Because(limit is { } passed ? WatchEnd.TimeLimit(passed) : WatchEnd.EndedEarly)
            : run;

    /// <summary>A result as it was read, with all its runs.</summary>
    public static StartedBatch Of(Result found, string name, string? note) => new(AsStarted(found), name, note);

    /// <summary>A result as if it had just been started.</summary>
    public static StartedResult AsStarted(Result found) =>
        new()
        {
            Id = found.Id,
            Name = found.Name,
            Status = found.Status,
            Runs =
            [
                .. found.Runs.Select(run => new StartedRun
                {
                    Id = run.Id,
                    Status = run.Status,
                    ScenarioId = run.ScenarioId,
                    ScenarioName = run.ScenarioName,
                }),
            ],
            Source = found.Source,
        };
}
