namespace Cekura.Client;

/// <summary>The agent under test did not give a usable turn over HTTP.</summary>
/// <param name="message">What happened, a full sentence.</param>
/// <param name="innerException">The failure behind it; null when there is none.</param>
internal sealed class AgentEndpointException(string message, Exception? innerException = null) : Exception(message, innerException);
