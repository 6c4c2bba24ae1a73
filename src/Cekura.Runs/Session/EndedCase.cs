using Cekura.Manifests.Cases;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Session;

/// <summary>A case whose outcome was decided before all its repetitions had ended.</summary>
/// <param name="Case">The case.</param>
/// <param name="Verdicts">The verdicts that decided.</param>
/// <param name="RunIds">The repetitions that were ended.</param>
internal sealed record EndedCase(ScenarioCase Case, IReadOnlyList<RunVerdict> Verdicts, IReadOnlyList<long> RunIds);
