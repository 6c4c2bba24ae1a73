using System.Globalization;
using System.Security.Cryptography;
using Cekura.Manifests.Settings;

namespace Cekura.Runs.History;

/// <summary>Files of shards that belong together, and what is missing of them.</summary>
/// <param name="Files">One file a shard, by project and shard.</param>
/// <param name="Problems">What is wrong, each a sentence: a shard that is missing, did not finish, or divided something else.</param>
/// <param name="Notes">What was left out without harm.</param>
internal sealed record ShardSet(IReadOnlyList<ShardFile> Files, IReadOnlyList<string> Problems, IReadOnlyList<string> Notes)
{
    /// <summary>Sorts files out. Of two files of one shard the newer counts: the job was run again.</summary>
    /// <param name="files">The files, of one test project or of several.</param>
    public static ShardSet Of(IEnumerable<ShardFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var (kept, problems, notes) = (new List<ShardFile>(), new List<string>(), new List<string>());
        foreach (
            var project in files
                .GroupBy(file => file.Head.Source, StringComparer.Ordinal)
                .OrderBy(project => project.Key, StringComparer.Ordinal)
        )
        {
            // The newest says what belongs together.
            var newest = project.MaxBy(file => file.Head.Started)!.Head;
            var ours = project.Where(file => file.Head.Division == newest.Division && file.Head.Shard.Count == newest.Shard.Count).ToList();
            problems.AddRange(
                project
                    .Except(ours)
                    .Select(file =>
                        $"{file.Path} is of another division: its tests, durations or number of shards were not those of {project.Key} in the newest file. It is left out."
                    )
            );

            foreach (var shard in ours.GroupBy(file => file.Head.Shard.Index).OrderBy(shard => shard.Key))
            {
                // One that did not come to its end says less than one that did.
                var (best, others) = shard
                    .OrderByDescending(file => file.IsComplete)
                    .ThenByDescending(file => file.Head.Started)
                    .ThenBy(file => file.Path.Length)
                    .ToList()
                    is [var first, .. var rest]
                    ? (first, rest)
                    : default;
                kept.Add(best);
                // Loggers copy what is attached to a run: the same file twice is no second run.
                notes.AddRange(
                    others
                        .Where(file => !IsCopy(file, best))
                        .Select(file => $"{file.Path} is left out: {best.Path} is a newer run of the same shard.")
                );
                if (best is { IsComplete: true, Count: 0 })
                {
                    notes.Add($"{Name(project.Key, shard.Key, newest.Shard.Count)} holds no tests.");
                }

                if (!best.IsComplete)
                {
                    problems.Add($"{Name(project.Key, shard.Key, newest.Shard.Count)} did not finish: {best.Path} ends early.");
                }
            }

            problems.AddRange(
                Enumerable
                    .Range(1, newest.Shard.Count)
                    .Except(ours.Select(file => file.Head.Shard.Index))
                    .Select(index =>
                        $"{Name(project.Key, index, newest.Shard.Count)} is missing: it left no file. Did its job run, and was its results directory kept?"
                    )
            );
        }

        return new ShardSet(kept, problems, notes);
    }

    /// <summary>What people call a shard.</summary>
    public static string Name(Shard shard) => string.Create(CultureInfo.InvariantCulture, $"Shard {shard.Index} of {shard.Count}");

    private static bool IsCopy(ShardFile one, ShardFile other)
    {
        if (one.Head != other.Head || one.IsComplete != other.IsComplete || !File.Exists(one.Path) || !File.Exists(other.Path))
        {
            return false;
        }

        using var first = File.OpenRead(one.Path);
        using var second = File.OpenRead(other.Path);
        return first.Length == second.Length && SHA256.HashData(first).AsSpan().SequenceEqual(SHA256.HashData(second));
    }

    private static string Name(string project, int index, int count) => $"{Name(new Shard(index, count))} of {project}";
}
