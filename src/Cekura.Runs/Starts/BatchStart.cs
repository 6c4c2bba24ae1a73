using Cekura.Client;
using Cekura.Manifests.Modes;
using Cekura.Manifests.Settings;
using Cekura.Runs.Plan;

namespace Cekura.Runs.Starts;

/// <summary>
/// Starts a batch once: what is about to be sent is on disk before it is sent, an earlier session's start of the same content is
/// resumed, and one whose answer was lost is searched for by its name.
/// </summary>
internal sealed class BatchStart(CekuraClient client, CekuraSettings settings, StartOptions options)
{
    private readonly JournalledStart _start = new(client, options);

    /// <exception cref="CekuraException">The start was refused, or whether it happened is unknown. It is never sent a second
    /// time.</exception>
    /// <exception cref="OperationCanceledException">Nothing was started.</exception>
    public async Task<StartedBatch> StartAsync(StartBatch batch, string name, int? concurrencyLimit, CancellationToken cancellationToken)
    {
        var start = new StartRecord
        {
            Name = name,

            // The share of the limit that a request happens to get is not what it asks for.
            Hash = BatchFingerprint.Of(batch, settings.ConcurrencyLimit),
            IsNamed = batch.IsSuite || ModeTable.Find(batch.Mode) is { TakesName: true },
            AgentId = batch.AgentId,
            At = options.Time.GetUtcNow(),
        };
        var earlier = options.Earlier is null
            ? null
            : await options.Earlier.TakeAsync(client, start.Hash, options.Journal, cancellationToken).ConfigureAwait(false);
        var started = earlier
            ?? await _start.RunAsync(start, () => SendAsync(batch, name, concurrencyLimit), cancellationToken).ConfigureAwait(false);
        started = IsWhole(started.Result) ? started : await WithRunsAsync(started, cancellationToken).ConfigureAwait(false);

        // An answer about thousands of runs is megabytes that are not read again.
        return started with
        {
            Result = started.Result with { Source = default },
        };
    }

    private Task<StartedResult> SendAsync(StartBatch batch, string name, int? concurrencyLimit)
    {
        var body = StartBody.Of(batch, name, concurrencyLimit);
        return batch.IsSuite
            ? client.Scenarios.RunSuiteBodyAsync(body, CancellationToken.None)
            : client.Scenarios.RunAsync(batch.Mode, body, CancellationToken.None);
    }

    // An agent of this side has to know of every run.
    private static bool IsWhole(StartedResult started) => started is { Runs.Count: > 0, UnreadableRuns: 0 };

    /// <summary>An answer that names no run, or one that cannot be read, may only have lost them; the result itself knows.</summary>
    private async Task<StartedBatch> WithRunsAsync(StartedBatch started, CancellationToken cancellationToken)
    {
        try
        {
            var pauses = new Queue<TimeSpan>(options.LostStartPauses);
            while (!IsWhole(started.Result) && pauses.TryDequeue(out var pause))
            {
                await Task.Delay(pause, options.Time, cancellationToken).ConfigureAwait(false);
                var found = StartedBatch.AsStarted(
                    await client.Results.GetAsync(started.Result.Id, cancellationToken).ConfigureAwait(false)
                );

                // What the answer said of a run, such as the number to dial, the result does not say.
                started = started with
                {
                    Result = found with { Runs = [.. started.Result.Runs.Concat(found.Runs).DistinctBy(run => run.Id)] },
                };
            }
        }
        catch (Exception e) when (e is CekuraException or OperationCanceledException)
        {
            // Then it stays unclear, and open in the journal.
        }

        return started;
    }
}
