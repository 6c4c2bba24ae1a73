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
}
