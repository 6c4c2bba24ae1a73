using Cekura.Emulator.Facts;

namespace Cekura.Emulator.Tests.Facts;

/// <summary>What was heard word for word settles a fact just as its readings would.</summary>
public sealed class HeardWordsTests
{
    private const int Trials = 4_000;

    private static readonly string[] Pieces =
    [
        "ten",
        "ten thirty",
        "half past ten",
        "10",
        "10:30",
        "10:30 am",
        "at three",
        "3 pm",
        "five",
        "twenty",
        "twenty five",
        "July 14",
        "14 July",
        "July 14, 1990",
        "the 14th",
        "2026-07-14",
        "14/07",
        "tomorrow",
        "Tuesday",
        "Dr Miller",
        "my name is Ana Gomez",
        "Ana",
        "BK-20417",
        "20417",
        "555 0123",
        "+1 555 0123",
        "ana@example.org",
        "ana at example dot org",
        "in the morning",
        "nineteen ninety",
        "a dozen",
        "and",
        "please,",
        "I am",
        "34",
        "to",
        "o'clock",
        "quarter to",
        "nine",
        "$5",
        "5%",
        "2.5",
        "room 7",
        "oh five",
        "hundred",
        "first",
    ];

    private static readonly string[] Breaks = [", ", "; ", " or ", "! "];

    [Theory]
    [InlineData("You come at half past ten on Thursday.", "At half past ten.", true)]
    [InlineData("Your code is BK-20417.", "It is BK-20417, I think.", true)]
    [InlineData("You come at ten thirty.", "At ten, please.", false)]
    [InlineData("You are twenty five.", "I am twenty, five of us come.", false)]
    [InlineData("Call 2026-07-14.", "The number is 14.", false)]
    [InlineData("", "My name is Ana Gomez.", false)]
    public void Words_that_stand_for_themselves_settle_a_fact(string told, string said, bool isSettled)
    {
        var heard = new HeardWords();
        heard.Add(told);

        var facts = FactReader.Read(said);

        Assert.NotEmpty(facts);
        Assert.Equal(isSettled, facts.Any(heard.Holds));
    }

    [Fact]
    public void What_words_settle_the_readings_know_too()
    {
        var random = new Random(20_417);
        var settled = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            var (told, said) = (Sentence(random), Sentence(random));
            var heard = new HeardWords();
            heard.Add(told);
            var known = new KnownFacts(2026);
            known.Add(told);
            foreach (var fact in FactReader.Read(said).Where(heard.Holds))
            {
                settled++;
                Assert.True(known.Knows(fact), $"\"{fact.Text}\" ({fact.Kind}) of \"{said}\" after \"{told}\"");
            }
        }

        Assert.True(settled > 100, $"Only {settled} facts were settled.");
    }

    // Parted as people part them: "10:30 July 14" without a comma has the date "30 July" in it for a reader.
    private static string Sentence(Random random) =>
        string.Concat(
            Enumerable
                .Range(0, random.Next(1, 6))
                .Select(index => (index == 0 ? "" : Breaks[random.Next(Breaks.Length)]) + Pieces[random.Next(Pieces.Length)])
        ) + ".";
}
