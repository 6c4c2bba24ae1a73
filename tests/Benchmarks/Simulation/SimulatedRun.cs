namespace Cekura.Benchmarks.Simulation;

/// <summary>One conversation of the simulated service, in seconds of its clock.</summary>
/// <param name="Id">Id of the run.</param>
/// <param name="Scenario">Id of its scenario.</param>
/// <param name="Begins">When the conversation begins.</param>
/// <param name="Talk">How long it lasts.</param>
/// <param name="Scoring">How long it is scored afterwards.</param>
internal sealed record SimulatedRun(long Id, long Scenario, double Begins, double Talk, double Scoring)
{
    /// <summary>When its verdict is there.</summary>
    public double Ends => Begins + Talk + Scoring;

    /// <summary>The status word at a moment.</summary>
    public string StatusAt(double now) =>
        now >= Ends ? "completed"
        : now >= Begins + Talk ? "evaluating"
        : now >= Begins ? "in_progress"
        : "in_queue";
}
