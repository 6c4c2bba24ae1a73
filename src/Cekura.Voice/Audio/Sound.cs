namespace Cekura.Voice.Audio;

/// <summary>Sound of one channel.</summary>
/// <param name="Samples">The samples, 16 bits each.</param>
/// <param name="Rate">Samples a second, above zero.</param>
internal sealed record Sound(ReadOnlyMemory<short> Samples, int Rate)
{
    /// <summary>How long it lasts.</summary>
    public TimeSpan Length => At(Samples.Length);

    /// <summary>The time of a sample.</summary>
    /// <param name="sample">Its number, from 0.</param>
    public TimeSpan At(long sample) => TimeSpan.FromTicks(sample * TimeSpan.TicksPerSecond / Rate);
}
