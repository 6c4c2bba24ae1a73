using AngleSharp.Html.Parser;

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
        var taken = page.QuerySelector("article[data-outcome=failed]:has([id*=part-1])")!;
        Assert.Equal(3, taken.QuerySelectorAll(".talk > .bad").Length);
        if (Target is not null)
        {
            File.WriteAllText(Target, html);
        }
    }
}
