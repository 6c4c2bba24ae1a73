using System.Runtime.ExceptionServices;
using Polly;
using Polly.Retry;

namespace Cekura.Client;

/// <summary>Further attempts, with growing delays between them or with what the service asks for.</summary>
internal sealed class RetryPipeline(RetryOptions options, TimeProvider clock)
{
    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
        .AddRetry(
            new RetryStrategyOptions
            {
                MaxRetryAttempts = options.MaxAttempts - 1,
                Delay = options.BaseDelay,
                MaxDelay = options.MaxDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = options.UseJitter,
                ShouldHandle = arguments =>
                    ValueTask.FromResult(arguments.Outcome.Exception is { } failure && RetryRules.IsRetryable(failure, options)),
                DelayGenerator = arguments => ValueTask.FromResult(RetryRules.RetryAfter(arguments.Outcome.Exception)),
            }
        )
        .Build();

    /// <summary>Resumes after a first attempt that failed, which counts as one.</summary>
    public async Task<T> ResumeAsync<T>(Exception failure, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        var first = ExceptionDispatchInfo.Capture(failure);
        return await _pipeline
            .ExecuteAsync(
                async token =>
                {
                    var failed = first;
                    first = null;
                    failed?.Throw();
                    return await attempt(token).ConfigureAwait(false);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }
}
