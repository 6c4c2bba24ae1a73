namespace Cekura.Client;

/// <summary>
/// A request that changes something failed in a way that leaves open whether the service acted on it. Check the service before sending it
/// again.
/// </summary>
public sealed class CekuraUnknownOutcomeException(string message, Exception? innerException = null)
    : CekuraException(message, innerException);
