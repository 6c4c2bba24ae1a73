namespace Cekura.Emulator.Launch;

/// <summary>An agent could not be started; the message says what, where and what to do next.</summary>
internal sealed class LaunchException(string message, Exception? innerException = null) : Exception(message, innerException);
