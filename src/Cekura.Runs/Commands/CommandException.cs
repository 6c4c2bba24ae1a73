namespace Cekura.Runs.Commands;

/// <summary>A command could not be started, or does not do its part.</summary>
internal sealed class CommandException(string message, Exception? innerException = null) : Exception(message, innerException);
