using System.Runtime.CompilerServices;
using Cekura.Client;

namespace Cekura.Runs.Starts;

/// <summary>
/// Ends what dead processes left running. What a living process started is never touched: it holds the lock of its journal.
/// </summary>
/// <param name="client">The service; what went to another address than <paramref name="apiUrl"/> is only told of.</param>
/// <param name="apiUrl">Its address.</param>
/// <param name="time">The clock.</param>
internal sealed class OrphanSweep(CekuraClient client, Uri apiUrl, TimeProvider time)
{
    private readonly OrphanEnder _end = new(client, time);

    /// <summary>Sweeps a state directory and tells what became of each start.</summary>
    /// <param name="stateDirectory">The state directory; it need not exist.</param>
    /// <param name="cancellationToken">Stops; what is left is for the next sweep.</param>
    public async IAsyncEnumerable<EndedStart> RunAsync(
        string stateDirectory,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        foreach (var path in JournalFiles.NewestFirst(stateDirectory))
        {
            var (claimed, error) = OrphanedJournal.Claim(path);
            using var journal = claimed;
            if (error is not null)
            {
                yield return new EndedStart(path, null, EndOutcome.Unreadable, error);
            }

            foreach (var start in journal?.Starts.Where(start => start.IsOpen) ?? [])
            {
                yield return journal!.Head.ApiUrl == apiUrl
                    ? await _end.EndAsync(journal, start, isLastTry: true, cancellationToken).ConfigureAwait(false)
                    : new EndedStart(
                        start.Name,
                        start.ResultId,
                        EndOutcome.Elsewhere,
                        $"It was started at {journal.Head.ApiUrl.OriginalString}: cekura reap --api-url {journal.Head.ApiUrl.OriginalString}"
                    );
            }
        }
    }
}
