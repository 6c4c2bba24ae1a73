using System.Globalization;
using Cekura.Client;

namespace Cekura.Runs.Starts;

/// <summary>
/// Sends one start, once, for a session or a command: what is about to be sent is on disk before it is sent, and a start whose answer was
/// lost is searched for by its name.
/// </summary>
internal sealed class JournalledStart(CekuraClient client, StartOptions options)
{
    private readonly LostStart _lost = new(client, options.LostStartPauses, options.Time);

    /// <param name="start">What is about to be sent.</param>
    /// <param name="sendAsync">Sends it. It is never abandoned, because what it creates has to be known, to be ended.</param>
    /// <param name="cancellationToken">Before the request: starts nothing. After it: stops the search for a lost answer.</param>
    /// <exception cref="CekuraException">The start was refused, or its outcome is unknown. It is never sent a second time.</exception>
    /// <exception cref="OperationCanceledException">Nothing was started.</exception>
    public async Task<StartedBatch> RunAsync(StartRecord start, Func<Task<StartedResult>> sendAsync, CancellationToken cancellationToken)
    {
        Intend(start, cancellationToken);
        try
        {
            var started = await sendAsync().ConfigureAwait(false);
            options.Journal?.Started(start.Name, started.Id);
            return new StartedBatch(started, start.Name);
        }
        catch (CekuraUnknownOutcomeException)
        {
            if (await FindAsync(start, cancellationToken).ConfigureAwait(false) is { } found)
            {
                options.Journal?.Started(start.Name, found.Id);
                return StartedBatch.Of(
                    found,
                    start.Name,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the answer to the start was lost; result {found.Id} was found by its name, and nothing was started twice"
                    )
                );
            }

            throw;
        }
        catch (CekuraException)
        {
            options.Journal?.Mark(start.Name, StartState.Refused);
            throw;
        }
    }

    /// <summary>The last moment before the request: nothing stops it after this.</summary>
    private void Intend(StartRecord start, CancellationToken cancellationToken)
    {
        options.Look();
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            options.Journal?.Intend(start);
        }
        catch (IOException e)
        {
            throw new CekuraConfigurationException(
                $"Nothing was started: what is about to start cannot be written to {options.Journal!.Path}, so it could not be ended after a crash. {e.Message}"
            );
        }

        // The disk may have taken its time.
        options.Look();
        if (cancellationToken.IsCancellationRequested)
        {
            options.Journal?.Mark(start.Name, StartState.Refused);
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private async Task<Result?> FindAsync(StartRecord start, CancellationToken cancellationToken)
    {
        try
        {
            return await _lost.FindAsync(start, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is CekuraException or OperationCanceledException)
        {
            // Then the outcome stays unknown, and the journal says so to the next process.
            return null;
        }
    }
}
