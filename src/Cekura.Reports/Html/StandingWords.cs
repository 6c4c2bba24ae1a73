using Cekura.Runs.Verdict;

namespace Cekura.Reports.Html;

/// <summary>How an outcome stands to earlier ones, in the words of the page.</summary>
internal static class StandingWords
{
    /// <summary>Those that the page sets apart, what needs attention first.</summary>
    public static IReadOnlyList<TestStanding> All { get; } =
    [TestStanding.Regression, TestStanding.New, TestStanding.StillFails, TestStanding.Flips, TestStanding.Known, TestStanding.Fixed];

    /// <summary>Its name in the page's own addresses and styles; empty for those that are not set apart.</summary>
    public static string Key(TestStanding standing) => All.Contains(standing) ? standing.ToString().ToLowerInvariant() : "";

    /// <summary>A word or two; empty for those that are not set apart.</summary>
    public static string Word(TestStanding standing) =>
        standing switch
        {
            TestStanding.Regression => "regression",
            TestStanding.New => "new test",
            TestStanding.StillFails => "failed before",
            TestStanding.Flips => "flips without a change",
            TestStanding.Known => "known failure",
            TestStanding.Fixed => "fixed",
            _ => "",
        };

    /// <summary>The word after a number of tests.</summary>
    public static string Counted(TestStanding standing, int count) =>
        standing switch
        {
            TestStanding.Regression => Manifests.Text.Counted.Noun(count, "regression"),
            TestStanding.New => Manifests.Text.Counted.Noun(count, "new test"),
            TestStanding.Flips => count == 1 ? "flips without a change" : "flip without a change",
            TestStanding.Known => Manifests.Text.Counted.Noun(count, "known failure"),
            _ => Word(standing),
        };

    /// <summary>The word behind an outcome; empty for those that are not set apart.</summary>
    public static string After(TestStanding standing) => Word(standing) is { Length: > 0 } word ? $" ({word})" : "";
}
