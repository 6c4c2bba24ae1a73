using Cekura.Voice.Audio;

namespace Cekura.Voice.Activity;

/// <summary>
/// Hears while a call goes on when a side begins and ends to speak. It knows the line's noise from what it has heard so far, and says that
/// a speech is over when the side has been quiet for a while.
/// </summary>
/// <param name="rate">Samples a second.</param>
/// <param name="pause">How long the side is quiet when its speech is over.</param>
internal sealed class VoiceDetector(int rate, TimeSpan pause)
{
    private const double MaxNoise = -30;

    // What a second of speech must not do to the noise that is known: it falls at once, and rises slowly.
    private const double Rise = 3;

    private static readonly TimeSpan Before = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan MinSpeech = TimeSpan.FromMilliseconds(40);

    private readonly List<short> _heard = [];
    private long _position;
    private long _heardFrom;
    private long _began = -1;
    private long _lastLoud;
    private double _noise = Loudness.Silent;
    private bool _isSpeech;

    /// <summary>Whether the side speaks, as far as is known.</summary>
    public bool IsSpeaking => _isSpeech;

    /// <summary>When the speech began that ended last, from the start of the call.</summary>
    public TimeSpan SpeechBegan { get; private set; }

    /// <summary>When its last sound was.</summary>
    public TimeSpan LastLoud => At(_lastLoud);

    /// <summary>The speech that ended last, with a moment before and after it.</summary>
    public Sound Speech { get; private set; } = new(Array.Empty<short>(), rate);

    /// <summary>Hears a frame.</summary>
    /// <param name="frame">Its samples.</param>
    /// <returns>What has happened with it.</returns>
    public VoiceChange Hear(ReadOnlySpan<short> frame)
    {
        var level = Loudness.Of(frame);
        var isLoud = level > Math.Max(Loudness.MinLevel, Math.Min(_noise, MaxNoise) + Loudness.AboveNoise);
        _noise = level < _noise ? level : _noise + (Rise * frame.Length / rate);
        Keep(frame);
        var from = _position;
        _position += frame.Length;
        if (isLoud)
        {
            _began = _began < 0 ? from : _began;
            _lastLoud = _position;
        }

        if (!_isSpeech && _began >= 0 && isLoud && At(_position - _began) >= MinSpeech)
        {
            _isSpeech = true;
            return VoiceChange.Began;
        }

        if (_began >= 0 && At(_position - _lastLoud) >= pause)
        {
            return End();
        }

        return VoiceChange.None;
    }

    /// <summary>Nothing more comes: a speech that goes on ends here.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Finish() => _isSpeech && End() == VoiceChange.Ended;

    private VoiceChange End()
    {
        var wasSpeech = _isSpeech;
        if (wasSpeech)
        {
            SpeechBegan = At(_began);
            var from = (int)Math.Max(0, _began - _heardFrom - Samples(Before));
            var to = (int)Math.Min(_heard.Count, _lastLoud - _heardFrom + Samples(Before));
            Speech = new Sound(_heard[from..to].ToArray(), rate);
        }

        _isSpeech = false;
        _began = -1;
        return wasSpeech ? VoiceChange.Ended : VoiceChange.None;
    }

    private void Keep(ReadOnlySpan<short> frame)
    {
        _heard.AddRange(frame);
        if (_began < 0 && _heard.Count > 2 * Samples(Before))
        {
            var left = _heard.Count - Samples(Before);
            _heard.RemoveRange(0, left);
            _heardFrom += left;
        }
    }

    private int Samples(TimeSpan time) => (int)(time.TotalSeconds * rate);

    private TimeSpan At(long samples) => TimeSpan.FromTicks(samples * TimeSpan.TicksPerSecond / rate);
}
