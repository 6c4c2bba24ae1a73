namespace Cekura.Simulation;

/// <summary>What a simulated session did. All times in seconds since its start.</summary>
/// <param name="Runs">The runs, as they were in the service.</param>
/// <param name="Arrivals">When each case had its verdict in the session, by fully qualified name.</param>
/// <param name="Starts">Requests that started something.</param>
/// <param name="Polls">Requests that asked how a result is.</param>
/// <param name="Details">Requests that read ended runs in full.</param>
internal sealed record SimulatedOutcome(
    IReadOnlyList<SimulatedRun> Runs,
    IReadOnlyDictionary<string, double> Arrivals,
    int Starts,
    int Polls,
    int Details
)
{
    /// <summary>From the end of each run in the service to its result in the session.</summary>
    public IEnumerable<double> Delays => Runs.Select(run => Arrivals[$"S.{run.Scenario}"] - run.Ends);

    /// <summary>Most runs that went on at the same time.</summary>
    public int MostAtOnce
    {
        get
        {
            var (most, now) = (0, 0);
            foreach (var (_, change) in Runs.SelectMany(run => new[] { (run.Begins, 1), (run.Over, -1) }).Order())
            {
                most = Math.Max(most, now += change);
            }

            return most;
        }
    }
}
