using Cekura.Voice.Audio;

namespace Cekura.Voice.Tests.Audio;

/// <summary>The µ-law of ITU-T G.711.</summary>
public sealed class MuLawTests
{
    // Table 2b of the recommendation, in 16 bits.
    [Theory]
    [InlineData(0xFF, 0)]
    [InlineData(0x7F, 0)]
    [InlineData(0xFE, 8)]
    [InlineData(0x80, 32124)]
    [InlineData(0x00, -32124)]
    [InlineData(0x8F, 16764)]
    [InlineData(0xEF, 132)]
    [InlineData(0x6F, -132)]
    public void A_byte_stands_for_the_sample_of_the_table(byte coded, short sample) => Assert.Equal(sample, MuLaw.Decode(coded));

    [Fact]
    public void Every_byte_but_the_negative_zero_comes_back()
    {
        for (var coded = 0; coded <= byte.MaxValue; coded++)
        {
            Assert.Equal(coded == 0x7F ? 0xFF : coded, MuLaw.Encode(MuLaw.Decode((byte)coded)));
        }
    }

    [Fact]
    public void A_sample_comes_back_within_its_step()
    {
        for (int sample = short.MinValue; sample <= short.MaxValue; sample++)
        {
            var back = MuLaw.Decode(MuLaw.Encode((short)sample));

            // The largest step is 1,024, and what is louder than the loudest code is cut.
            Assert.True(Math.Abs(back - sample) <= Math.Max(8, Math.Abs(sample) / 16.0), $"{sample} came back as {back}");
        }
    }
}
