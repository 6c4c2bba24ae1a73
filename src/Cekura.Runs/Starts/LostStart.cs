using Cekura.Client;

namespace Cekura.Runs.Starts;

/// <summary>
/// Finds what a start created whose answer was lost: its name is unique, and the list of results can be searched by name
/// (<c>GET /test_framework/v1/results/?search=</c>).
/// </summary>
/// <param name="client">The service.</param>
/// <param name="pauses">How long to wait before each search.</param>
/// <param name="time">The clock.</param>
internal sealed class LostStart(CekuraClient client, IReadOnlyList<TimeSpan> pauses, TimeProvider time)
{
    /// <summary>The service may take a moment between the lost answer and the list.</summary>
    public static readonly IReadOnlyList<TimeSpan> Pauses =
    [
        TimeSpan.Zero,
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(3),
        TimeSpan.FromSeconds(6),
    ];

    /// <summary>How long a service that cannot be read is asked again; what was started may be running all the while.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    /// <summary>The result with all its runs; null when the service knows none with the name, or the mode takes no name.</summary>
    /// <exception cref="CekuraException">The service cannot be read.</exception>
    public async Task<Result?> FindAsync(StartRecord start, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var waits = start.IsNamed ? new Queue<TimeSpan>(pauses) : [];
        while (waits.TryDequeue(out var pause))
        {
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            try
            {
                if (await SearchAsync(start, cancellationToken).ConfigureAwait(false) is { } found)
                {
                    return found;
                }
            }
            catch (Exception e) when (e is CekuraTransientException or CekuraRateLimitedException && time.GetElapsedTime(began) < Patience)
            {
                waits.Enqueue(Pause);
            }
        }

        return null;
    }

    /// <summary>One search.</summary>
    /// <inheritdoc cref="FindAsync"/>
    public async Task<Result?> SearchAsync(StartRecord start, CancellationToken cancellationToken)
    {
        if (!start.IsNamed)
        {
            return null;
        }

        try
        {
            var query = new ResultQuery { AgentId = start.AgentId, Search = start.Name };
            await foreach (var result in client.Results.ListAsync(query, cancellationToken).ConfigureAwait(false))
            {
                if (result.Name == start.Name)
                {
                    return await client.Results.GetAsync(result.Id, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (CekuraNotFoundException)
        {
            // Not there yet, as far as this search goes.
        }

        return null;
    }
}
