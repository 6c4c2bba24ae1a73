namespace Cekura.Voice.Audio;

/// <summary>How calls are carried inside: one rate, one length of a frame, whatever the line has.</summary>
internal static class CallFormat
{
    /// <summary>Samples a second.</summary>
    public const int Rate = 16_000;

    /// <summary>Samples of a frame.</summary>
    public const int FrameLength = Rate / 50;

    /// <summary>How long a frame lasts.</summary>
    public static TimeSpan Frame { get; } = TimeSpan.FromMilliseconds(20);
}
