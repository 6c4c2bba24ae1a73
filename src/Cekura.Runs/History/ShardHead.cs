using Cekura.Manifests.Settings;

namespace Cekura.Runs.History;

/// <summary>What a shard's file is about.</summary>
/// <param name="Source">The test project.</param>
/// <param name="Title">What was tested.</param>
/// <param name="Shard">Which part.</param>
/// <param name="Division">What was divided, and how: files with another one do not belong together.</param>
/// <param name="Tests">How many tests all shards have together.</param>
/// <param name="Started">When, UTC.</param>
/// <param name="ProjectId">The service's project, for links; null when it is not known.</param>
/// <param name="IsEmulated">Whether the runs are emulated.</param>
internal sealed record ShardHead(
    string Source,
    string Title,
    Shard Shard,
    string Division,
    int Tests,
    DateTimeOffset Started,
    long? ProjectId,
    bool IsEmulated
);
