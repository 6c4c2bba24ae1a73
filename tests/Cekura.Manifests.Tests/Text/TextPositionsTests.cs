using System.Text;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Text;

public sealed class TextPositionsTests
{
    // Two bytes and one unit, four bytes and two units, one byte and one unit.
    private const string Letters = "é😀x";
    private const int LetterBytes = 7;
    private const int LetterUnits = 4;
    private const int Block = 1024;

    /// <summary>
    /// What a place costs does not grow with the line: nothing before its block of the text is read again, so a manifest of any length on
    /// one line is read in linear time.
    /// </summary>
    [Fact]
    public void A_place_is_found_without_what_stands_before_its_block()
    {
        const int Count = 20_000;
        var letters = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Letters, Count)));
        var text = letters.ToArray();
        var positions = new TextPositions(text, "cekura.json");

        foreach (var index in Enumerable.Range(0, Count / 1000).Select(thousand => (thousand * 1000) + thousand))
        {
            // Bytes that continue a letter count for nothing.
            var offset = index * LetterBytes;
            var begin = offset / Block * Block;
            Array.Fill(text, (byte)0x80);
            letters.AsSpan(begin..offset).CopyTo(text.AsSpan(begin));

            Assert.Equal(new SourceLocation("cekura.json", 1, (index * LetterUnits) + 1), positions.At(offset));
        }
    }
}
