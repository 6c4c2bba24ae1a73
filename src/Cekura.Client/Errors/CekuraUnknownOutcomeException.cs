namespace Cekura.Client;

/// <summary>A request that changes something failed in a way that leaves open whether the service acted on it. Never send it again by itself: look first (contract, sections 3 and 4).</summary>
public sealed class CekuraUnknownOutcomeException(string message, Exception? innerException = null) : CekuraException(message, innerException);
