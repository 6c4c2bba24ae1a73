using Cekura.Voice.Activity;
using Cekura.Voice.Audio;

namespace Cekura.Voice.Tests.Activity;

/// <summary>Where a channel speaks, on channels whose truth is known.</summary>
public sealed class VoiceActivityTests
{
    [Theory]
    [InlineData(null, 16_000)]
    [InlineData(null, 8_000)]
    [InlineData(-60.0, 16_000)]
    [InlineData(-40.0, 16_000)]
    public void Speech_is_found_within_20_ms(double? noise, int rate)
    {
        (int From, int To)[] tones = [(503, 1_811), (2_300, 2_950), (7_777, 8_123)];

        AssertSpoken(tones, VoiceActivity.Of(MadeCall.Channel(12_000, tones, noise, rate: rate)));
    }

    [Fact]
    public void A_pause_under_200_ms_is_no_end() =>
        AssertSpoken([(100, 1_000), (1_500, 2_000)], VoiceActivity.Of(MadeCall.Channel(3_000, [(100, 600), (780, 1_000), (1_500, 2_000)])));

    [Theory]
    [InlineData(null)]
    [InlineData(-60.0)]
    [InlineData(-40.0)]
    public void A_line_without_speech_has_none(double? noise) => Assert.Empty(VoiceActivity.Of(MadeCall.Channel(5_000, [], noise)));

    [Fact]
    public void A_click_is_no_speech() => Assert.Empty(VoiceActivity.Of(MadeCall.Channel(5_000, [(1_000, 1_015)])));

    [Fact]
    public void A_side_that_never_pauses_speaks() => AssertSpoken([(0, 5_000)], VoiceActivity.Of(MadeCall.Channel(5_000, [(0, 5_000)])));

    [Fact]
    public void A_side_that_speaks_for_a_moment_of_a_long_call_is_heard_over_the_noise() =>
        AssertSpoken([(60_000, 61_000)], VoiceActivity.Of(MadeCall.Channel(120_000, [(60_000, 61_000)], noise: -40)));

    [Fact]
    public void Nothing_has_no_speech() => Assert.Empty(VoiceActivity.Of(new Sound(Array.Empty<short>(), 16_000)));

    private static void AssertSpoken((int From, int To)[] expected, IReadOnlyList<Speech> found)
    {
        Assert.Equal(expected.Length, found.Count);
        foreach (var ((from, to), speech) in expected.Zip(found))
        {
            Assert.InRange(speech.From.TotalMilliseconds, from - 20, from + 20);
            Assert.InRange(speech.To.TotalMilliseconds, to - 20, to + 20);
        }
    }
}
