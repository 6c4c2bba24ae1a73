namespace Cekura.Voice.Calls;

/// <summary>How late frames were sent: a machine too busy to keep time measures itself and not the agent.</summary>
internal sealed class Lateness
{
    // A millisecond each, and one for all that is later.
    private readonly int[] _counts = new int[501];

    /// <summary>More than this, and a call shows nothing about the agent.</summary>
    public static TimeSpan Max { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How many frames there were.</summary>
    public int Frames { get; private set; }

    /// <summary>A frame was sent.</summary>
    /// <param name="late">How long after it was due.</param>
    public void Add(TimeSpan late)
    {
        Frames++;
        _counts[Math.Clamp((int)late.TotalMilliseconds, 0, _counts.Length - 1)]++;
    }

    /// <summary>What 99 of 100 frames were not later than; null without frames.</summary>
    public TimeSpan? P99
    {
        get
        {
            var left = Frames - (Frames / 100);
            for (var late = 0; late < _counts.Length && Frames > 0; late++)
            {
                left -= _counts[late];
                if (left <= 0)
                {
                    return TimeSpan.FromMilliseconds(late);
                }
            }

            return null;
        }
    }
}
