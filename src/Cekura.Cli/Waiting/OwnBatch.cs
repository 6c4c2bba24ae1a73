using Cekura.Runs.Starts;

namespace Cekura.Cli.Waiting;

/// <summary>A batch that this command started.</summary>
/// <param name="Started">Its start.</param>
/// <param name="Open">What of it may still be going on.</param>
internal sealed record OwnBatch(StartedBatch Started, OpenBatch Open);
