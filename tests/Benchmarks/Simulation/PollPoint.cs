namespace Cekura.Benchmarks.Simulation;

/// <summary>One point of the curve: what a schedule costs, and how late results are.</summary>
/// <param name="Polls">Requests a batch that asked how the result is.</param>
/// <param name="Details">Requests a batch that read ended runs in full.</param>
/// <param name="Median">Seconds from the end of a run to its result that half of the runs stay below.</param>
/// <param name="P95">The same for 95 of 100.</param>
internal sealed record PollPoint(double Polls, double Details, double Median, double P95)
{
    /// <summary>All requests a batch, its start not counted.</summary>
    public double Requests => Polls + Details;
}
