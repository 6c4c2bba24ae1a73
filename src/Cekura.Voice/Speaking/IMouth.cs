using Cekura.Voice.Audio;

namespace Cekura.Voice.Speaking;

/// <summary>Turns words into sound.</summary>
internal interface IMouth
{
    /// <summary>Says a text.</summary>
    /// <param name="text">The words.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The sound, at the rate of calls.</returns>
    /// <exception cref="SpeechException">It made no sound of it.</exception>
    Task<Sound> SayAsync(string text, CancellationToken cancellationToken);
}
