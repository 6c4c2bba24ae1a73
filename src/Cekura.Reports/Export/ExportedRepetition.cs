using Cekura.Client;
using Cekura.Runs.History;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Export;

/// <summary>One repetition of a test, as other tools are told of it.</summary>
/// <param name="Outcome">Its outcome.</param>
/// <param name="Reason">Why it did not pass, one line; empty where it did.</param>
/// <param name="RunId">Id of its run; null when the start created none.</param>
/// <param name="Run">The run with its conversation; null where it is not at hand.</param>
/// <param name="Metrics">What was scored, by the names of the metrics.</param>
internal sealed record ExportedRepetition(
    Outcome Outcome,
    string Reason,
    long? RunId,
    Run? Run,
    IReadOnlyList<KeyValuePair<string, MetricValue>> Metrics
);
