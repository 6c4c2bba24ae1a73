namespace Cekura.Client;

/// <summary>
/// A recording was not downloaded. The message never holds its address, which opens it without a key (<c>voice_recording_url</c> of
/// <c>GET /test_framework/v2/runs/{id}/</c>).
/// </summary>
/// <param name="message">What happened, a full sentence.</param>
/// <param name="innerException">The failure behind it; null when there is none.</param>
public sealed class RecordingException(string message, Exception? innerException = null) : CekuraException(message, innerException);
