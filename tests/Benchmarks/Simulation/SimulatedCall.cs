using System.Runtime.InteropServices;

namespace Cekura.Benchmarks.Simulation;

/// <summary>How long the conversations of one scenario take in the simulated service, in seconds.</summary>
/// <param name="Talk">The conversation.</param>
/// <param name="Scoring">Scoring it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SimulatedCall(double Talk, double Scoring);
