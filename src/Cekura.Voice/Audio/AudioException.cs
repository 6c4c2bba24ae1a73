namespace Cekura.Voice.Audio;

/// <summary>Sound that cannot be read. The message says what it is instead, and what would do.</summary>
internal sealed class AudioException(string message) : Exception(message);
