namespace Cekura.Client;

/// <summary>
/// Reads some runs in full with one call. Where its answer came but cannot be read, one run may be the cause: it is searched by halves,
/// within a bound, and the others are read.
/// </summary>
internal sealed class RunBulk(Transport transport, long[] ids)
{
    private const string Path = ReadVersion.Runs + "bulk/";

    /// <summary>More than one bad run of fifty needs; where everything is unreadable, few enough.</summary>
    private const int MaxParts = 16;

    private readonly List<Run> _runs = new(ids.Length);
    private int _parts;

    /// <exception cref="CekuraException">Nothing could be read.</exception>
    public async Task<IReadOnlyList<Run>> ReadAsync(Action<string>? unreadable, CancellationToken cancellationToken)
    {
        try
        {
            return await transport
                .GetEntriesAsync(Address(ids), TimeLimits.Other, RunReader.Read, unreadable, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (CekuraTransientException failure) when (IsUnreadable(failure) && ids.Length > 1)
        {
            await ReadPartsAsync(ids, unreadable, cancellationToken).ConfigureAwait(false);
            if (_runs.Count == 0)
            {
                throw;
            }
        }

        return _runs;
    }

    private async Task ReadPartsAsync(long[] whole, Action<string>? unreadable, CancellationToken cancellationToken)
    {
        var half = whole.Length / 2;
        foreach (var part in (long[][])[whole[..half], whole[half..]])
        {
            if (++_parts > MaxParts)
            {
                return;
            }

            try
            {
                _runs.AddRange(
                    await transport
                        .GetEntriesOnceAsync(Address(part), TimeLimits.Other, RunReader.Read, unreadable, cancellationToken)
                        .ConfigureAwait(false)
                );
            }
            catch (CekuraException failure) when (IsUnreadable(failure))
            {
                if (part.Length > 1)
                {
                    await ReadPartsAsync(part, unreadable, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    unreadable?.Invoke(failure.Message);
                }
            }
        }
    }

    private Uri Address(long[] part) => transport.Service.Resolve(Path, new Query().Add("run_ids", part));

    private static bool IsUnreadable(CekuraException failure) => failure is CekuraTransientException { StatusCode: >= 200 and < 300 };
}
