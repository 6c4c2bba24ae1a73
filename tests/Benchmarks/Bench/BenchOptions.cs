namespace Cekura.Benchmarks.Bench;

/// <summary>How much is measured.</summary>
/// <param name="Rounds">How often each side of a comparison is measured.</param>
/// <param name="Cases">Tests of each project.</param>
internal sealed record BenchOptions(int Rounds, int Cases)
{
    public static BenchOptions Quick { get; } = new(Rounds: 1, Cases: 1_000);
}
