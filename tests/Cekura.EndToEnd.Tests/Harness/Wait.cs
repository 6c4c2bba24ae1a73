namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>Waits for what other processes do.</summary>
internal static class Wait
{
    public static async Task UntilAsync(Func<bool> condition, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(stop);
        }
    }
}
