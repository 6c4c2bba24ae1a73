using Cekura.Client;

namespace Cekura.Runs.Starts;

/// <summary>
/// The one way to end conversations. They are asked to end once. Where the answer is lost, their status is read first, and they are asked
/// again only while they still run, within a short budget.
/// </summary>
internal sealed class EndCalls(CekuraClient client, TimeProvider time)
{
    /// <summary>What was asked to end takes a moment to.</summary>
    public static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(10);

    /// <summary>Ends every active conversation of a result.</summary>
    /// <returns>Null when the service took it, or nothing runs any more; else why that is unknown.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public Task<string?> EndResultAsync(long id, CancellationToken cancellationToken) =>
        EndAsync(
            token => client.Results.EndCallsAsync(id, token),
            async token => IsActive((await client.Results.GetAsync(id, token).ConfigureAwait(false)).Status),
            cancellationToken
        );

    /// <summary>Ends one conversation.</summary>
    /// <inheritdoc cref="EndResultAsync"/>
    public Task<string?> EndRunAsync(long id, CancellationToken cancellationToken) =>
        EndAsync(
            token => client.Runs.EndCallAsync(id, token),
            async token => IsActive((await client.Runs.GetAsync(id, token).ConfigureAwait(false)).Status),
            cancellationToken
        );

    /// <summary>Ends an API chat for the agent's side (<c>POST /test_framework/v1/runs/{id}/end-chat/</c>).</summary>
    /// <param name="id">Id of the run.</param>
    /// <param name="reason">Why; null: not said.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <inheritdoc cref="EndResultAsync"/>
    public Task<string?> EndChatAsync(long id, string? reason, CancellationToken cancellationToken) =>
        EndAsync(
            async token =>
            {
                try
                {
                    await client.Runs.EndChatAsync(id, reason, token).ConfigureAwait(false);
                }
                catch (CekuraConflictException)
                {
                    // It has ended, by its time limit or by a person.
                }
            },
            async token => IsActive((await client.Runs.GetAsync(id, token).ConfigureAwait(false)).Status),
            cancellationToken
        );

    /// <summary>Whether conversations may be running under a status; an unknown one is no end.</summary>
    public static bool IsActive(RunStatus status) =>
        status is not (RunStatus.Completed or RunStatus.Failed or RunStatus.Timeout or RunStatus.Cancelled);

    private async Task<string?> EndAsync(
        Func<CancellationToken, Task> end,
        Func<CancellationToken, Task<bool>> isActive,
        CancellationToken cancellationToken
    )
    {
        using var budget = new CancellationTokenSource(Budget, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, budget.Token);
        var error = "no answer came in time";
        try
        {
            for (var pause = Moment; ; pause *= 2)
            {
                try
                {
                    await end(either.Token).ConfigureAwait(false);
                    return null;
                }
                catch (CekuraException e) when (e is CekuraUnknownOutcomeException or CekuraTransientException)
                {
                    // The answer was lost, or there was no connection to ask over.
                    error = e.Message;
                }
                catch (CekuraRateLimitedException e)
                {
                    error = e.Message;
                    pause = e.RetryAfter > pause ? e.RetryAfter.Value : pause;
                }

                await Task.Delay(pause, time, either.Token).ConfigureAwait(false);
                if (!await isActive(either.Token).ConfigureAwait(false))
                {
                    return null;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return error;
        }
        catch (CekuraException e)
        {
            return e.Message;
        }
    }
}
