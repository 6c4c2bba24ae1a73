using Cekura.Runs.Verdict;

namespace Cekura.Runs.Tests.Verdict;

/// <summary>What a test result holds: 4,000 characters with the breaks between its lines.</summary>
public sealed class FailureTextTests
{
    private const int Many = 3000;

    [Fact]
    public void Many_short_lines_stay_within_the_limit_with_their_breaks()
    {
        var text = FailureText.WithoutRun("Head", Enumerable.Repeat("a", Many));

        Assert.InRange(text.Length, FailureText.Limit - 100, FailureText.Limit);
        Assert.Equal($"  … and {Many + 1 - (text.Split('\n').Length - 1)} more lines", text.Split('\n')[^1]);
    }

    [Fact]
    public void Explanations_make_room_for_last_lines_with_their_breaks()
    {
        string[] last = [.. Enumerable.Repeat("b", 200)];

        var text = FailureText.WithLastLines(
            string.Join('\n', [.. Enumerable.Repeat("a", 1998), "Result 1, run 2", "https://dashboard/2"]),
            last
        );

        Assert.InRange(text.Length, FailureText.Limit - 100, FailureText.Limit);
        Assert.Equal(["Result 1, run 2", "https://dashboard/2", .. last], text.Split('\n').TakeLast(202));
    }

    [Theory]
    [InlineData(3960, 0)]
    [InlineData(3961, 1)]
    public void A_text_that_just_fits_is_whole(int length, int cut)
    {
        // Each line is a character and its break; forty characters are kept free for the line that counts what was cut.
        var lines = Enumerable.Repeat("a", 1).Concat(Lines(length - 2));

        var text = FailureText.WithoutRun(string.Join('\n', lines));

        Assert.Equal(cut == 0, !text.Contains("more lines", StringComparison.Ordinal));

        static IEnumerable<string> Lines(int left)
        {
            for (; left > 200; left -= 100)
            {
                yield return new string('b', 99);
            }

            yield return new string('c', left - 1);
        }
    }

    [Fact]
    public void A_line_is_cut_at_its_last_space_and_else_between_letters()
    {
        var words = FailureText.WithoutRun($"{new string('a', 250)} {new string('b', 60)}").Split('\n');
        Assert.Equal([new string('a', 250), "    " + new string('b', 60)], words);

        var letters = FailureText.WithoutRun(new string('a', 299) + "😀" + new string('b', 10)).Split('\n');
        Assert.Equal([new string('a', 299), "    😀" + new string('b', 10)], letters);

        var exact = FailureText.WithoutRun(new string('a', 300)).Split('\n');
        Assert.Equal([new string('a', 300)], exact);

        var detail = FailureText.WithoutRun("Head", new string('a', 299)).Split('\n');
        Assert.Equal(["Head", "  " + new string('a', 298), "      a"], detail);
    }

    [Fact]
    public void Within_a_room_the_first_lines_and_the_last_two_stay()
    {
        var text = string.Join('\n', ["Head", .. Enumerable.Range(1, 20).Select(n => $"  line {n:00}"), "Result 1", "https://d/1"]);

        Assert.Equal(text, FailureText.Within(text, text.Length));
        var cut = FailureText.Within(text, text.Length - 1).Split('\n');
        Assert.Equal(("Head", "Result 1", "https://d/1"), (cut[0], cut[^2], cut[^1]));
        Assert.Equal($"  … and {20 - (cut.Length - 4)} more lines", cut[^3]);
        Assert.Equal("  line 01", cut[1]);

        Assert.Equal(["Head", "  … and 20 more lines", "Result 1", "https://d/1"], FailureText.Within(text, 70).Split('\n'));
        Assert.InRange(FailureText.Within(text, 20).Length, 15, 20);

        // Five lines of ten characters, and forty for the line that counts the others.
        var five = "Head\nResult 1\nhttps://d/1\n".Length + (5 * 10) + 40;
        Assert.Contains("\n  line 05\n  … and 15 more lines\n", FailureText.Within(text, five), StringComparison.Ordinal);
        Assert.Contains("\n  line 04\n  … and 16 more lines\n", FailureText.Within(text, five - 1), StringComparison.Ordinal);
        Assert.StartsWith("Head\nResult 1\n", FailureText.Within("Head\nResult 1\nhttps://d/1/2/3", 25), StringComparison.Ordinal);
    }
}
