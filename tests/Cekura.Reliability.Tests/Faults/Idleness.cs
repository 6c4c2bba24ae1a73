namespace Cekura.Reliability.Tests.Faults;

/// <summary>
/// Whether anything is being done in this process: work that waits for a thread of the pool, or a thread of the pool that has work. Exact only in a
/// process that does nothing else, which is why trials have one of their own.
/// </summary>
internal static class Idleness
{
    /// <summary>Returns when nothing is being done.</summary>
    public static void Wait()
    {
        var spin = default(SpinWait);
        while (ThreadPool.PendingWorkItemCount > 0 || IsAnyThreadBusy())
        {
            spin.SpinOnce(sleep1Threshold: 100);
        }
    }

    private static bool IsAnyThreadBusy()
    {
        ThreadPool.GetMaxThreads(out var most, out _);
        ThreadPool.GetAvailableThreads(out var free, out _);
        return free < most;
    }
}
