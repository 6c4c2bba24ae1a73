using System.Globalization;

namespace Cekura.Client;

/// <summary>Waits for work that the service does in the background.</summary>
internal sealed class JobPoller(TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <exception cref="CekuraTransientException">The work failed, or took too long.</exception>
    public async Task<T> WaitAsync<T>(Func<CancellationToken, Task<WorkProgress<T>>> ask, CancellationToken cancellationToken)
        where T : class
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            var progress = await ask(cancellationToken).ConfigureAwait(false);
            if (progress.Outcome is { } outcome)
            {
                return outcome;
            }

            if (progress.IsOver)
            {
                throw new CekuraTransientException($"The service gave up: {progress.Problem ?? progress.Status}", innerException: null);
            }

            if (clock.GetElapsedTime(started) >= Limit)
            {
                throw new CekuraTransientException(
                    string.Create(CultureInfo.InvariantCulture, $"The service was still at work after {Limit.TotalMinutes:0} minutes"),
                    innerException: null
                );
            }

            await Task.Delay(Interval, clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
