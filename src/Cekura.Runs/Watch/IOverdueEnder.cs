namespace Cekura.Runs.Watch;

/// <summary>
/// Ends what passed its time limit, at that moment, whatever reads the watch is doing then. Calls come from timers; they begin to end, and
/// wait for nothing.
/// </summary>
internal interface IOverdueEnder
{
    /// <summary>A run passed its time limit.</summary>
    /// <param name="runId">Id of the run.</param>
    /// <param name="limit">The limit.</param>
    void EndRun(long runId, TimeSpan limit);

    /// <summary>The batch passed its time limit.</summary>
    void EndAll();
}
