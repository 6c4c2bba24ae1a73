using Cekura.Runs.Plan;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Watch;

/// <summary>A case whose outcome was decided before all its repetitions had ended.</summary>
/// <param name="Case">The case.</param>
/// <param name="Verdicts">The verdicts that decided.</param>
/// <param name="RunIds">The repetitions that were ended.</param>
internal sealed record EndedCase(ScenarioCase Case, IReadOnlyList<RunVerdict> Verdicts, IReadOnlyList<long> RunIds);
