namespace Cekura.Agents.Traces;

/// <summary>What was sent as traces is none.</summary>
internal sealed class OtlpException(string message, Exception? innerException = null) : Exception(message, innerException);
