using Cekura.Client;

namespace Cekura.Runs.Watch;

/// <summary>Reads the traces of runs that have one, together with the runs.</summary>
internal static class TraceReads
{
    private const int AtOnce = 8;

    // Well within what the reading of a run may take: a verdict does not wait for what it can do without.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The same runs, with their traces. One that cannot be read is missing: the run is judged without it.</summary>
    public static async Task<IReadOnlyList<Run>> WithTracesAsync(
        CekuraClient client,
        IReadOnlyList<Run> runs,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!runs.Any(run => run.TraceId is not null))
        {
            return runs;
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var traced = runs.ToArray();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = either.Token };
        try
        {
            await Parallel
                .ForAsync(0, traced.Length, options, async (at, token) =>
                {
                    if (traced[at].TraceId is not null)
                    {
                        traced[at] = traced[at] with { Trace = await ReadAsync(client, traced[at].Id, token).ConfigureAwait(false) };
                    }
                })
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Those that took too long are missing.
        }

        return traced;
    }

    private static async Task<RunTrace?> ReadAsync(CekuraClient client, long id, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Runs.GetTraceAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (CekuraException)
        {
            return null;
        }
    }
}
