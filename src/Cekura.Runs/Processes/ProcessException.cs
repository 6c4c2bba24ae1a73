namespace Cekura.Runs.Processes;

/// <summary>A command could not be started, or does not do its part.</summary>
internal sealed class ProcessException(string message, Exception? innerException = null) : Exception(message, innerException);
