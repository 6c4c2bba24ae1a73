namespace Cekura.Simulation;

/// <summary>One run of the simulated service.</summary>
/// <param name="Id">Id of the run.</param>
/// <param name="Scenario">Id of its scenario.</param>
/// <param name="Begins">When the conversation begins, on the service's clock.</param>
/// <param name="Over">When its verdict is there.</param>
internal sealed record SimulatedRun(long Id, long Scenario, TimeSpan Begins, TimeSpan Over)
{
    /// <summary>The same in seconds.</summary>
    public double Ends => Over.TotalSeconds;
}
