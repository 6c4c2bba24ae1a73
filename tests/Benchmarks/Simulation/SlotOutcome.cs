namespace Cekura.Benchmarks.Simulation;

/// <summary>How sessions shared their slots.</summary>
/// <param name="Median">Makespan over ideal that half of the sessions stay below.</param>
/// <param name="P95">The same for 95 of 100.</param>
/// <param name="Starts">Starts a session.</param>
/// <param name="Requests">Other requests a session.</param>
/// <param name="MostAtOnce">Most runs that ever went on at the same time.</param>
internal sealed record SlotOutcome(double Median, double P95, double Starts, double Requests, int MostAtOnce);
