namespace Cekura.Agents.Lines;

/// <summary>Waits for what an agent does next.</summary>
internal static class LineReading
{
    /// <summary>Whether a frame can be read; false when the time is over or the agent's side has come to its end.</summary>
    public static async Task<bool> WaitForFrameAsync(
        this IAgentLine line,
        TimeSpan atMost,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (line.Frames.TryPeek(out _))
        {
            return true;
        }

        if (atMost <= TimeSpan.Zero)
        {
            return false;
        }

        using var limit = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await line.Frames.WaitToReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
