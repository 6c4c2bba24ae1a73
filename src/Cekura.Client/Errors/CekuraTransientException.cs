namespace Cekura.Client;

/// <summary>
/// The service gave no usable answer to a request that changes nothing, or could not be connected to, so that nothing was sent at all; also
/// after retrying it.
/// </summary>
public sealed class CekuraTransientException(string message, Exception? innerException = null) : CekuraException(message, innerException)
{
    /// <summary>How long the service asks to wait; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
