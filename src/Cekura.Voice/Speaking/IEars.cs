using Cekura.Voice.Audio;

namespace Cekura.Voice.Speaking;

/// <summary>Turns sound into words.</summary>
internal interface IEars
{
    /// <summary>Hears a speech.</summary>
    /// <param name="sound">The speech.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The words; empty: it heard none.</returns>
    /// <exception cref="SpeechException">It did not answer, or with more than can have been said.</exception>
    Task<string> HearAsync(Sound sound, CancellationToken cancellationToken);
}
