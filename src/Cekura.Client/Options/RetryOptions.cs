namespace Cekura.Client;

/// <summary>
/// How often a request that changes nothing is retried. A request that starts runs is retried only when the
/// service throttled it or could not be connected to, because any other failure may already have placed the calls.
/// </summary>
public sealed record RetryOptions
{
    /// <summary>How often a request is sent at most, the first time included; at least 1. Default 7.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than 1.</exception>
    public int MaxAttempts
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "At least one attempt is needed.");
    } = 7;

    /// <summary>Delay after the first failure, at most a day; it doubles with every further one. Default 1 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or longer than a day.</exception>
    public TimeSpan BaseDelay
    {
        get;
        init => field = Delay(value);
    } = TimeSpan.FromSeconds(1);

    /// <summary>Maximum delay that the client chooses by itself, at most a day. Default 15 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or longer than a day.</exception>
    public TimeSpan MaxDelay
    {
        get;
        init => field = Delay(value);
    } = TimeSpan.FromSeconds(15);

    /// <summary>Maximum <c>Retry-After</c> that is waited for; a longer one ends the attempts at once. Default 2 min.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether delays are spread at random, so that many clients do not come back at the same moment. Default true.</summary>
    public bool UseJitter { get; init; } = true;

    private static TimeSpan Delay(TimeSpan value) =>
        value >= TimeSpan.Zero && value <= TimeSpan.FromDays(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A delay is between nothing and a day.");
}
