using Cekura.Client;
using Cekura.Runs.Processes;

namespace Cekura.Runs.Starts;

/// <summary>
/// The work of the guard process: it waits until its parent closes the pipe, which the system does for a process however it ends, and ends
/// what the parent's journal says is still going on, or what the parent launched. After an orderly end that is nothing.
/// </summary>
/// <param name="connect">Makes the connection that the orders name; one attempt a request is enough, because the guard repeats.</param>
/// <param name="time">The clock.</param>
internal sealed class RunGuard(Func<GuardOrders, CekuraClient> connect, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(15);

    /// <summary>A parent that is dying, or a service that cannot be reached, gets this long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Waits for the end of the parent, then ends what it left.</summary>
    /// <param name="parent">The pipe from the parent: its orders in the first line, then nothing until it closes.</param>
    /// <param name="cancellationToken">Stops the guard.</param>
    public async Task WatchAsync(TextReader parent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parent);
        var line = await parent.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        if (LaunchOrders.Read(line) is { } launches)
        {
            await new LaunchWatch(launches, time).WatchAsync(parent, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (GuardOrders.Read(line) is not { } orders)
        {
            return;
        }

        using var client = connect(orders);
        await parent.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        await EndAsync(client, orders.Journal, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends what a journal has open, as soon as its process has let go of it.</summary>
    internal async Task EndAsync(CekuraClient client, string path, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        OrphanedJournal? journal;
        while ((journal = OrphanedJournal.TryClaim(path)) is null)
        {
            // No such file: the session that wrote it has ended in good order long ago.
            if (!File.Exists(path) || time.GetElapsedTime(began) > Patience)
            {
                return;
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }

        using (journal)
        {
            var end = new OrphanEnder(client, time);
            for (
                var pause = Pause;
                Open(journal) is { Count: > 0 } open && time.GetElapsedTime(began) < Patience;
                pause = pause * 2 < MaxPause ? pause * 2 : MaxPause
            )
            {
                await Task.WhenAll(open.Select(start => end.EndAsync(journal, start, isLastTry: false, cancellationToken)))
                    .ConfigureAwait(false);
                if (Open(journal).Count > 0)
                {
                    await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    // What has neither name nor id cannot be found, however long the search.
    private static List<StartRecord> Open(OrphanedJournal journal) =>
        [.. journal.Starts.Where(start => start.IsOpen && (start.IsNamed || start.ResultId is not null))];
}
