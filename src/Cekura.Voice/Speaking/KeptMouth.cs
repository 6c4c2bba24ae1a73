using System.Collections.Concurrent;
using Cekura.Voice.Audio;

namespace Cekura.Voice.Speaking;

/// <summary>Says a text once and keeps its sound: what scripts say word for word is synthesised once for all calls.</summary>
/// <param name="mouth">Says it.</param>
internal sealed class KeptMouth(IMouth mouth) : IMouth
{
    private readonly ConcurrentDictionary<string, Sound> _said = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<Sound> SayAsync(string text, CancellationToken cancellationToken) =>
        _said.TryGetValue(text, out var sound)
            ? sound
            : _said.GetOrAdd(text, await mouth.SayAsync(text, cancellationToken).ConfigureAwait(false));
}
