namespace Cekura.Client;

/// <summary>A recording was not downloaded. The message never holds its address, which is as good as a key (contract, section 9.1).</summary>
/// <param name="message">What happened, a full sentence.</param>
/// <param name="innerException">The failure behind it; null when there is none.</param>
public sealed class RecordingException(string message, Exception? innerException = null) : CekuraException(message, innerException);
