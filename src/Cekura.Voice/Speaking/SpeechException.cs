namespace Cekura.Voice.Speaking;

/// <summary>Nothing was synthesised or recognised: the caller could not speak or hear, which says nothing of the agent.</summary>
internal sealed class SpeechException(string message, Exception? inner = null) : Exception(message, inner);
