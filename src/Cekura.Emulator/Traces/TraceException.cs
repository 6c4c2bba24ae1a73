namespace Cekura.Emulator.Traces;

/// <summary>The traces of an agent cannot be taken; the message says why and what to do next.</summary>
internal sealed class TraceException(string message, Exception? innerException = null) : Exception(message, innerException);
