using Cekura.Runs.Verdict;

namespace Cekura.Runs.History;

/// <summary>A metric in one run.</summary>
/// <param name="Run">The run.</param>
/// <param name="Mean">The mean of its values.</param>
/// <param name="Count">How many there are, at least 1.</param>
internal sealed record MetricPoint(PastRun Run, double Mean, int Count);
