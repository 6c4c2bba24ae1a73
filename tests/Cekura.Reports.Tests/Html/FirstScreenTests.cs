using System.Text.Json;
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
        using var sample = Red(scenarios, personalities);

        var seen = await Browser.FirstScreenAsync(sample.Path, sample.Folder);

        Assert.Equal("[]", seen.GetProperty("problems").GetRawText());
        foreach (var screen in seen.GetProperty("screens").EnumerateArray())
        {
            // The cause, and the turn that decided, end above the fold.
            Assert.InRange(screen.GetProperty("cause").GetDouble(), 1, screen.GetProperty("height").GetDouble());
            Assert.InRange(screen.GetProperty("turn").GetDouble(), 1, screen.GetProperty("height").GetDouble());
            Assert.Equal(0, screen.GetProperty("overflow").GetInt32());
            Map(screen.GetProperty("map"), isLarge: personalities >= 20);
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

    [BrowserFact]
    public async Task On_paper_failures_are_whole_and_what_passed_is_a_line()
    {
        using var sample = Red(scenarios: 60, personalities: 5);

        var paper = await Browser.PrintAsync(sample.Path);

        Assert.Equal(30, paper.GetProperty("conversations").GetInt32());
        Assert.Equal(0, paper.GetProperty("ofPassed").GetInt32());
        Assert.InRange(paper.GetProperty("tallestPassed").GetDouble(), 10, 40);

        // A conversation of 17 turns takes about a sheet with all that was found in it; 270 lines and the overview take some more.
        Assert.InRange(paper.GetProperty("sheets").GetInt32(), 20, 75);
    }

    private static void Map(JsonElement map, bool isLarge)
    {
        Assert.InRange(map.GetProperty("head").GetDouble(), 0, 4);
        Assert.InRange(map.GetProperty("name").GetDouble(), 0, 4);
        Assert.InRange(map.GetProperty("share").GetDouble(), 0, 0.5);
        if (isLarge)
        {
            Assert.Contains("rows below", map.GetProperty("cut").GetString(), StringComparison.Ordinal);
        }
    }

    private static SampleReport Red(int scenarios, int personalities)
    {
        var sample = new SampleReport();
        var runs = RedReport.Runs(scenarios, personalities);
        sample.Report.Plan(runs.Select(one => one.Case));
        foreach (var (scenarioCase, run) in runs)
        {
            sample.Add(scenarioCase, run);
        }

        sample.Save();
        return sample;
    }
}
