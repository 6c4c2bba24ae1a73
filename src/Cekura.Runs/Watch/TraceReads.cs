using Cekura.Client;

namespace Cekura.Runs.Watch;

/// <summary>Reads the traces of runs that have one, together with the runs.</summary>
internal static class TraceReads
{
    private const int AtOnce = 8;

    /// <summary>The same runs, with their traces. One that cannot be read is missing: the run is judged without it.</summary>
    public static async Task<IReadOnlyList<Run>> WithTracesAsync(
        CekuraClient client,
        IReadOnlyList<Run> runs,
        CancellationToken cancellationToken
    )
    {
        if (!runs.Any(run => run.TraceId is not null))
        {
            return runs;
        }

        var traced = runs.ToArray();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel
            .ForAsync(0, traced.Length, options, async (at, token) =>
            {
                if (traced[at].TraceId is not null)
                {
                    traced[at] = traced[at] with { Trace = await ReadAsync(client, traced[at].Id, token).ConfigureAwait(false) };
                }
            })
            .ConfigureAwait(false);
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
