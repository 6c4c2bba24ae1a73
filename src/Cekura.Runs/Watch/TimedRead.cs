using Cekura.Client;

namespace Cekura.Runs.Watch;

/// <summary>A read that waits only as long as it may. It ends in one of three ways: with an answer, with a failure, or cut off.</summary>
internal static class TimedRead
{
    /// <param name="read">Asks.</param>
    /// <param name="bound">How long it may take.</param>
    /// <param name="time">The clock.</param>
    /// <param name="limit">Cuts it, too.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static async Task<(T? Answer, ReadError? Error)> AskAsync<T>(
        Func<CancellationToken, Task<T>> read,
        TimeSpan bound,
        TimeProvider time,
        CancellationToken limit,
        CancellationToken cancellationToken
    )
    {
        using var up = new CancellationTokenSource(bound, time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit, up.Token);
        try
        {
            return (await read(any.Token).ConfigureAwait(false), null);
        }
        catch (CekuraException e)
        {
            return (default, ReadError.Of(e));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (default, ReadError.Cut);
        }
    }
}
