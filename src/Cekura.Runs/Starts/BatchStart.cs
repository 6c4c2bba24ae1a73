using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Modes;
using Cekura.Manifests.Settings;
using Cekura.Runs.Plan;

namespace Cekura.Runs.Starts;

/// <summary>
/// Starts a batch once: what is about to be sent is on disk before it is sent, an earlier session's start of the same content is gone on
/// with, and one whose answer was lost is looked for by its name.
/// </summary>
internal sealed class BatchStart(CekuraClient client, CekuraSettings settings, StartOptions options)
{
    private readonly LostStart _lost = new(client, options.LostStartPauses, options.Time);

    /// <exception cref="CekuraException">The start was refused, or nobody knows whether it happened. It is never sent a second time.</exception>
    /// <exception cref="OperationCanceledException">Nothing was started.</exception>
    public async Task<StartedBatch> StartAsync(StartBatch batch, string name, int? concurrencyLimit, CancellationToken cancellationToken)
    {
        var start = new StartRecord
        {
            Name = name,

            // The share of the limit that a request happens to get is not what it asks for.
            Hash = ContentHash.Of(batch, settings.ConcurrencyLimit),
            IsNamed = batch.IsSuite || ModeTable.Find(batch.Mode) is { TakesName: true },
            AgentId = batch.AgentId,
            At = options.Time.GetUtcNow(),
        };
        if (options.Earlier is not null && await options.Earlier.TakeAsync(client, start.Hash, options.Journal, cancellationToken).ConfigureAwait(false) is { } earlier)
        {
            return await WithRunsAsync(earlier, cancellationToken).ConfigureAwait(false);
        }

        Intend(start, cancellationToken);
        var started = await SendAsync(batch, start, concurrencyLimit, cancellationToken).ConfigureAwait(false);
        return IsWhole(started.Result) ? started : await WithRunsAsync(started, cancellationToken).ConfigureAwait(false);
    }

    private async Task<StartedBatch> SendAsync(StartBatch batch, StartRecord start, int? concurrencyLimit, CancellationToken cancellationToken)
    {
        var name = start.Name;
        try
        {
            // Once it is on its way a start is never abandoned: what it creates has to be known, to be ended.
            var started = await BatchTrigger.StartAsync(client, batch, name, concurrencyLimit).ConfigureAwait(false);
            options.Journal?.Started(name, started.Id);
            // An answer about thousands of runs is megabytes that nobody reads again.
            return new StartedBatch(started with { Source = default }, name);
        }
        catch (CekuraUnknownOutcomeException)
        {
            if (await FindAsync(start, cancellationToken).ConfigureAwait(false) is { } found)
            {
                options.Journal?.Started(name, found.Id);
                return StartedBatch.Of(found, name, string.Create(CultureInfo.InvariantCulture, $"the answer to the start was lost; result {found.Id} was found by its name, and nothing was started twice"));
            }

            throw;
        }
        catch (CekuraException)
        {
            options.Journal?.Mark(name, StartState.Refused);
            throw;
        }
    }

    // Who plays a side of a conversation has to know of every run.
    private static bool IsWhole(StartedResult started) => started is { Runs.Count: > 0, UnreadableRuns: 0 };

    /// <summary>An answer that names no run, or one that cannot be read, may only have lost them; the result itself knows.</summary>
    private async Task<StartedBatch> WithRunsAsync(StartedBatch started, CancellationToken cancellationToken)
    {
        try
        {
            var looks = new Queue<TimeSpan>(options.LostStartPauses);
            while (!IsWhole(started.Result) && looks.TryDequeue(out var pause))
            {
                await Task.Delay(pause, options.Time, cancellationToken).ConfigureAwait(false);
                var found = StartedBatch.Of(await client.Results.GetAsync(started.Result.Id, cancellationToken).ConfigureAwait(false), started.Name, note: null).Result;

                // What the answer said of a run, such as the number to dial, the result does not say.
                started = started with { Result = found with { Runs = [.. started.Result.Runs.Concat(found.Runs).DistinctBy(run => run.Id)] } };
            }
        }
        catch (Exception e) when (e is CekuraException or OperationCanceledException)
        {
            // Then it stays unclear, and open in the journal.
        }

        return started;
    }

    /// <summary>The last moment before the request: nobody stops it after this.</summary>
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
            throw new CekuraConfigurationException($"Nothing was started: what is about to start cannot be written to {options.Journal!.Path}, so nobody could end it after a crash. {e.Message}");
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
            // Then the outcome stays unknown, and the journal says so to whoever comes next.
            return null;
        }
    }
}
