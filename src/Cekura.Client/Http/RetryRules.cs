using Polly;
using Polly.Retry;

namespace Cekura.Client;

/// <summary>Which failures are worth another attempt, and after which delay (contract, section 4).</summary>
internal static class RetryRules
{
    /// <summary>For requests that change nothing.</summary>
    public static ResiliencePipeline ForSafeRequests(RetryOptions options, TimeProvider clock) =>
        Build(options, clock, failure => failure is CekuraTransientException or CekuraRateLimitedException);

    /// <summary>For requests that start runs: one that was throttled, or had no connection to leave over, did nothing; any other may have placed its calls.</summary>
    public static ResiliencePipeline ForStarts(RetryOptions options, TimeProvider clock) =>
        Build(options, clock, failure => failure is CekuraTransientException or CekuraRateLimitedException);

    private static ResiliencePipeline Build(RetryOptions options, TimeProvider clock, Func<Exception, bool> isWorthRepeating)
    {
        if (options.MaxAttempts == 1)
        {
            return ResiliencePipeline.Empty;
        }

        return new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.MaxAttempts - 1,
                Delay = options.BaseDelay,
                MaxDelay = options.MaxDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = options.UseJitter,
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is { } failure
                    && isWorthRepeating(failure)
                    && !(RetryAfter(failure) > options.MaxRetryAfter)),
                DelayGenerator = arguments => ValueTask.FromResult(RetryAfter(arguments.Outcome.Exception)),
            })
            .Build();
    }

    private static TimeSpan? RetryAfter(Exception? failure) => failure switch
    {
        CekuraRateLimitedException throttled => throttled.RetryAfter,
        CekuraTransientException transient => transient.RetryAfter,
        _ => null,
    };
}
