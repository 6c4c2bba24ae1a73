using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.Reports.Tests.Html;

/// <summary>What a person sees of a red run without scrolling, however large it is.</summary>
public sealed class FirstScreenTests
{
    [BrowserTheory]
    [InlineData(9, 3)]
    [InlineData(60, 5)]
    [InlineData(50, 20)]
    [LongInlineData(250, 40)]
    public async Task The_first_screen_says_why_and_everything_is_a_click_away(int scenarios, int personalities)
    {
        using var sample = new SampleReport();
        var runs = RedReport.Runs(scenarios, personalities);
        sample.Report.Plan(runs.Select(one => one.Case));
        foreach (var (scenarioCase, run) in runs)
        {
            sample.Add(scenarioCase, run);
        }

        sample.Save();

        var seen = await Browser.FirstScreenAsync(sample.Path, sample.Folder);

        Assert.Equal("[]", seen.GetProperty("problems").GetRawText());
        foreach (var screen in seen.GetProperty("screens").EnumerateArray())
        {
            // The cause, and the turn that decided, end above the fold.
            Assert.InRange(screen.GetProperty("cause").GetDouble(), 1, screen.GetProperty("height").GetDouble());
            Assert.InRange(screen.GetProperty("turn").GetDouble(), 1, screen.GetProperty("height").GetDouble());
            Assert.Equal(0, screen.GetProperty("overflow").GetInt32());
        }

        // One click leads to the turn, which is there and in sight.
        Assert.True(seen.GetProperty("turnInSight").GetBoolean());
        Assert.Contains(seen.GetProperty("quote").GetString()!, seen.GetProperty("turnText").GetString(), StringComparison.Ordinal);
        Assert.Equal(seen.GetProperty("countSaid").GetInt32(), seen.GetProperty("countShown").GetInt32());
        Assert.InRange(new FileInfo(sample.Path).Length, 1, 8_000_000);

        // Every failure has its conversation, packed or not, the last one too.
        Assert.Equal(((scenarios * personalities) + 6) / 10, seen.GetProperty("conversations").GetInt32());
        Assert.Contains("turn", seen.GetProperty("lastFailure").GetString(), StringComparison.OrdinalIgnoreCase);
    }
}
