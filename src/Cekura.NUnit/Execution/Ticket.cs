using Cekura.Manifests.Cases;
using Cekura.Runs.Verdict;

namespace Cekura.NUnit.Execution;

/// <summary>What a test waits for: a conversation that goes on, or is over.</summary>
/// <param name="Batch">What it was started with.</param>
/// <param name="Case">The case as it was started; tests that want the same conversation share it.</param>
/// <param name="Verdict">The verdict.</param>
internal sealed record Ticket(Batch Batch, ScenarioCase Case, Task<CaseVerdict> Verdict);
