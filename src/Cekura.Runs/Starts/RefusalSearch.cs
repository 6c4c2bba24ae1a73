using Cekura.Runs.Plan;

namespace Cekura.Runs.Starts;

/// <summary>
/// Finds what of a refused request the service refuses, where it does not say so: in halves, so that one bad pair of hundreds takes a few
/// starts. They are made one after the other, with a pause and within a bound, and end where it turns out that everything is refused alike.
/// </summary>
/// <param name="startAsync">Starts a part; answers how it was refused, or null when there is nothing left to look for in it.</param>
/// <param name="failAsync">Fails the cases of what was refused.</param>
/// <param name="time">The clock.</param>
internal sealed class RefusalSearch(Func<StartBatch, Task<Refusal?>> startAsync, Func<Refusal, Task> failAsync, TimeProvider time)
{
    /// <summary>The most starts of a search. Four bad pairs of four hundred take that many.</summary>
    private const int MaxStarts = 64;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private int _starts;

    /// <summary>Searches; every case is started or fails.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; cases that were not looked at stay as they are.</exception>
    public async Task RunAsync(Refusal refused, CancellationToken cancellationToken)
    {
        var parts = await HalvesAsync(refused, cancellationToken).ConfigureAwait(false);
        if (!AreLike(refused, parts))
        {
            await EachAsync(parts, cancellationToken).ConfigureAwait(false);
            return;
        }

        // Two bad pairs, one in each half, look the same. When the halves of a half do too, it is about the request, or about what all of
        // it shares.
        var (first, second) = (parts[0], parts[1]);
        var quarters = await HalvesAsync(first, cancellationToken).ConfigureAwait(false);
        if (AreLike(refused, quarters))
        {
            foreach (var part in quarters.Append(second))
            {
                await failAsync(part).ConfigureAwait(false);
            }

            return;
        }

        await EachAsync([.. quarters, second], cancellationToken).ConfigureAwait(false);
    }

    private static bool AreLike(Refusal whole, List<Refusal> parts) => parts.Count == 2 && parts.TrueForAll(whole.IsLike);

    private async Task EachAsync(List<Refusal> parts, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
        {
            await RunAsync(part, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <returns>Which of the halves were refused; none when there are none, or no more are tried, and so the whole of it has
    /// failed.</returns>
    private async Task<List<Refusal>> HalvesAsync(Refusal refused, CancellationToken cancellationToken)
    {
        var parts = new List<Refusal>();
        if (refused.Batch.Halves() is not { Count: > 1 } halves || _starts + halves.Count > MaxStarts)
        {
            await failAsync(refused).ConfigureAwait(false);
            return parts;
        }

        foreach (var half in halves)
        {
            _starts++;
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            if (await startAsync(half).ConfigureAwait(false) is { } part)
            {
                parts.Add(part);
            }
        }

        return parts;
    }
}
