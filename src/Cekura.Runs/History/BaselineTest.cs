using Cekura.Runs.Verdict;

namespace Cekura.Runs.History;

/// <summary>What is accepted for one test.</summary>
/// <param name="Test">Fully qualified name of the test.</param>
/// <param name="Passed">Whether it passed.</param>
/// <param name="Rate">How many of its repetitions passed, of at least one.</param>
internal sealed record BaselineTest(string Test, bool Passed, PassRate Rate);
