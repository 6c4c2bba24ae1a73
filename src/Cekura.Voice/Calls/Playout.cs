using Cekura.Voice.Audio;

namespace Cekura.Voice.Calls;

/// <summary>
/// The agent's sound by the time at which it is played: agents send faster than people hear, in frames of any length. Takes and gives from
/// two threads.
/// </summary>
internal sealed class Playout
{
    private readonly Lock _gate = new();
    private readonly Queue<short> _waiting = new();

    /// <summary>Sound that waits longer than this is none: an agent without an end must not take all memory.</summary>
    public static TimeSpan MaxWaiting { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Samples of the agent that are done with: they were played, or cleared.</summary>
    public long Passed { get; private set; }

    /// <summary>Samples that were dropped because too many waited.</summary>
    public long Dropped { get; private set; }

    /// <summary>Whether anything waits to be played.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count == 0;
            }
        }
    }

    /// <summary>Sound has come.</summary>
    public void Add(ReadOnlySpan<short> samples)
    {
        lock (_gate)
        {
            foreach (var sample in samples)
            {
                if (_waiting.Count < MaxWaiting.TotalSeconds * CallFormat.Rate)
                {
                    _waiting.Enqueue(sample);
                }
                else
                {
                    Dropped++;
                    Passed++;
                }
            }
        }
    }

    /// <summary>What waits is not played any more.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            Passed += _waiting.Count;
            _waiting.Clear();
        }
    }

    /// <summary>The next frame, silent where nothing waits.</summary>
    public void Next(Span<short> frame)
    {
        lock (_gate)
        {
            var index = 0;
            for (; index < frame.Length && _waiting.TryDequeue(out var sample); index++)
            {
                frame[index] = sample;
            }

            Passed += index;
            frame[index..].Clear();
        }
    }
}
