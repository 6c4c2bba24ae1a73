namespace Cekura.Client;

/// <summary>
/// Which failures are worth another attempt. They are the same for every request: where one that changes something may have done so,
/// its failure is another one.
/// </summary>
internal sealed class RetryRules(RetryOptions options, TimeProvider clock)
{
    // Made when something fails: loading and making it takes longer than most requests, hardly any of which needs it.
    private readonly Lazy<RetryPipeline> _pipeline = new(() => new RetryPipeline(options, clock));

    /// <summary>Makes as many attempts as are needed and allowed.</summary>
    public async Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await attempt(cancellationToken).ConfigureAwait(false);
        }
        catch (CekuraException failure) when (options.MaxAttempts > 1 && IsRetryable(failure, options))
        {
            return await _pipeline.Value.ResumeAsync(failure, attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    public static bool IsRetryable(Exception failure, RetryOptions options) =>
        failure is CekuraTransientException or CekuraRateLimitedException && !(RetryAfter(failure) > options.MaxRetryAfter);

    public static TimeSpan? RetryAfter(Exception? failure) =>
        failure switch
        {
            CekuraRateLimitedException throttled => throttled.RetryAfter,
            CekuraTransientException transient => transient.RetryAfter,
            _ => null,
        };
}
