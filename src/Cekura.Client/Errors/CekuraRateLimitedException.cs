namespace Cekura.Client;

/// <summary>The service throttled the request and did nothing (HTTP 429).</summary>
public sealed class CekuraRateLimitedException(string message, Exception? innerException = null) : CekuraException(message, innerException)
{
    /// <summary>How long the service asks to wait; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
