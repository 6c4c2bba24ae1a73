namespace Cekura.Voice.Calls;

/// <summary>A call that cannot be placed or held. The message says what the other side did, and what would do.</summary>
internal sealed class CallException(string message, Exception? inner = null) : Exception(message, inner);
