using AngleSharp.Html.Parser;
using Cekura.Reports.Summary;

namespace Cekura.Reports.Tests.Html;

public sealed class DocumentationTests
{
    /// <summary>Where to put the report that is photographed; build/browser/images.sh sets it.</summary>
    private static readonly string? Target = Environment.GetEnvironmentVariable("CEKURA_DOCUMENTATION_REPORT");

    [Fact]
    public void The_report_of_the_documentation_shows_each_kind_of_outcome_and_the_turns_that_decided()
    {
        using var sample = ClinicReport.Fill(new SampleReport(now: new(2026, 3, 2, 8, 30, 0, TimeSpan.Zero)));

        var html = sample.Save();

        var page = new HtmlParser().ParseDocument(html);
        Assert.Equal(
            ["4 failed", "1 infrastructure", "1 known failure", "18 passed"],
            page.QuerySelectorAll(".counts li:not(.plain)").Select(count => count.TextContent)
        );
        Assert.Equal(
            ["3 regressions", "1 flips without a change", "1 fixed"],
            page.QuerySelectorAll(".standings li").Select(count => count.TextContent)
        );
        var taken = page.QuerySelector("article[data-outcome=failed]:has([id*=part-1])")!;
        Assert.Equal(3, taken.QuerySelectorAll(".talk > .bad").Length);
        if (Target is not null)
        {
            File.WriteAllText(Target, html);
        }
    }

    [Fact]
    public void The_large_report_of_the_documentation_was_stopped()
    {
        using var sample = new SampleReport(now: new(2026, 3, 2, 8, 30, 0, TimeSpan.Zero));
        var runs = RedReport.Runs(scenarios: 40, personalities: 20);
        sample.Report.Plan(runs.Select(one => one.Case));
        foreach (var (scenarioCase, _) in runs.Take(660))
        {
            sample.Report.Expect(scenarioCase);
        }

        foreach (var (scenarioCase, run) in runs.Take(612))
        {
            sample.Add(scenarioCase, run);
        }

        sample.Time.Advance(TimeSpan.FromMinutes(12));
        sample.Report.Save(sample.Path, TestRunState.Stopped);

        var page = File.ReadAllText(sample.Path);
        Assert.Contains("Stopped: 612 of 800 finished.", page, StringComparison.Ordinal);
        if (Target is not null)
        {
            File.WriteAllText(Path.ChangeExtension(Target, ".large.html"), page);
        }
    }
}
