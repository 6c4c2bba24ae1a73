using Cekura.Runs.History;
using Cekura.Runs.Verdict;

namespace Cekura.Cli.History;

/// <summary>Puts files of shards together to the runs that were divided.</summary>
internal static class ImportedShards
{
    // Jobs of one run wait for machines; the next run of a night comes later than that.
    private static readonly TimeSpan OneRun = TimeSpan.FromHours(6);

    /// <summary>The runs, each with the tests of those of its shards that are there.</summary>
    /// <exception cref="IOException">A file cannot be read; the message names it.</exception>
    public static IEnumerable<LastTestRun> Of(IEnumerable<ShardFile> files)
    {
        var open = new List<List<ShardFile>>();
        foreach (var file in files.OrderBy(file => file.Head.Started).ThenBy(file => file.Head.Shard.Index))
        {
            var run = open.Find(run => BelongsTo(run, file));
            if (run is null)
            {
                open.Add([file]);
            }
            else
            {
                run.Add(file);
            }
        }

        return open.Select(RunOf);
    }

    private static bool BelongsTo(List<ShardFile> run, ShardFile file) =>
        run[0].Head.Source == file.Head.Source
        && run[0].Head.Division == file.Head.Division
        && run[0].Head.Shard.Count == file.Head.Shard.Count
        && file.Head.Started - run[0].Head.Started < OneRun
        && run.TrueForAll(other => other.Head.Shard.Index != file.Head.Shard.Index);

    private static LastTestRun RunOf(List<ShardFile> shards) =>
        new()
        {
            Path = shards[0].Path,
            Project = shards[0].Head.Source,
            ProjectDirectory = "",
            ApiUrl = shards[0].Head.IsEmulated ? LastTestRun.Emulator : "",
            Started = shards[0].Head.Started,
            Tests = [.. shards.SelectMany(shard => shard.Cases()).Select(entry => Record(entry.Case, entry.Verdict))],
        };

    // The file has the verdict after the baseline, and not all of what a test asks for.
    private static TestRecord Record(Cekura.Manifests.Cases.ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        verdict = verdict.KnownFailure is null ? verdict : verdict with { Outcome = Outcome.Failed };
        return TestRecord.Of(scenarioCase, verdict) with { Details = TestDetails.Of(scenarioCase, verdict) with { Fingerprint = "" } };
    }
}
