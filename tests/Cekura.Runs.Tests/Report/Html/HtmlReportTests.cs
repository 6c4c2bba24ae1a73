using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Cekura.Client;
using Cekura.Runs.Report;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Runs.Tests.Report.Html;

public sealed class HtmlReportTests : IDisposable
{
    private readonly SampleReport _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void The_map_has_a_cell_for_every_pair_and_leads_to_its_case()
    {
        var page = Parsed(_sample.Filled().Save());

        Assert.Equal(["Scenario", "Normal Male", "In a hurry", Shown(SampleReport.Hostile), "Passed"], page.QuerySelectorAll(".map thead th").Select(cell => cell.TextContent));
        var links = page.QuerySelectorAll(".map tbody td a");
        Assert.Equal(4, links.Length);
        Assert.All(links, link => Assert.NotNull(page.QuerySelector(link.GetAttribute("href")!)));
        Assert.Equal(["passed", "failed", "failed", "failed"], links.Select(link => link.ClassName));
        Assert.Equal("✗ 1/2", links[1].QuerySelector("[aria-hidden]")!.TextContent);
        Assert.Equal(["1 of 2", "0 of 1", "0 of 1"], page.QuerySelectorAll(".map tbody .rate").Select(cell => cell.TextContent));
        Assert.Equal("1 of 4", page.QuerySelector(".map tfoot .rate:last-child")!.TextContent);
    }

    [Fact]
    public void A_case_shows_reasons_metrics_and_the_conversation_with_its_tools()
    {
        var page = Parsed(_sample.Add("Book", "In a hurry", Failed).Save());

        var about = page.QuerySelector("#case-1")!;
        Assert.NotNull(about.QuerySelector("details[open]"));
        Assert.Contains("❌ The agent reads back its date and time", about.QuerySelector(".message")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("https://dashboard.cekura.ai/742/results/987?call_id=5545", about.QuerySelector("dd a")!.GetAttribute("href"));
        Assert.Equal(["fail", "fail", "pass"], about.QuerySelectorAll(".metrics td:nth-child(2)").Select(cell => cell.TextContent));
        Assert.Equal(["caller", "agent", "caller", "tool", "tool", "agent"], about.QuerySelectorAll(".talk li").Select(turn => turn.ClassName));
        Assert.Equal("Agent calls find_patient 00:10", about.QuerySelectorAll(".talk .who")[3].TextContent);
        Assert.Equal("{\n  \"dob\": \"1990-01-01\"\n}", about.QuerySelectorAll(".talk pre")[0].TextContent);
        Assert.Equal(6, about.QuerySelectorAll(".timeline rect").Length);
    }

    [Fact]
    public void What_passed_is_folded_and_what_failed_is_open()
    {
        var page = Parsed(_sample.Filled().Save());

        Assert.Equal([false, true, true, true], page.QuerySelectorAll("article details").Select(details => details.HasAttribute("open")));
    }

    [Fact]
    public void Numbers_of_metrics_are_drawn_with_their_spread_in_words()
    {
        foreach (var (index, latency) in new[] { 10.0, 20, 30, 40, 1000 }.Index())
        {
            _sample.Add($"Case {index}", "A", Passed with { Id = 1 + index, Metrics = [new RunMetric { Name = "Latency", Type = "numeric", Score = latency }] });
        }

        var figure = Parsed(_sample.Save()).QuerySelector("figure")!;

        Assert.Equal("Latency 5 values, lowest 10, median 30, 95 % below 1000, highest 1000", figure.QuerySelector("figcaption")!.TextContent);
        Assert.Equal(["40", "0", "0", "10"], figure.QuerySelectorAll("rect").Select(bar => bar.GetAttribute("height")));
    }

    [Fact]
    public void Whatever_agents_say_is_text()
    {
        var page = Parsed(_sample.Filled().Save());

        Assert.Single(page.QuerySelectorAll("script"));
        Assert.Empty(page.QuerySelectorAll("img, iframe, object, embed, link, form"));
        Assert.DoesNotContain(page.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)));
        Assert.DoesNotContain('\u202E', page.DocumentElement.TextContent);
        Assert.DoesNotContain('\u001b', page.DocumentElement.TextContent);
        Assert.Contains("window.forged = 1", page.QuerySelector("#case-4 .said")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_loaded_from_anywhere()
    {
        var html = _sample.Filled().Save();
        var page = Parsed(html);

        Assert.Empty(page.QuerySelectorAll("[src], link"));
        Assert.All(page.QuerySelectorAll("[href]"), link => Assert.Matches("^(#|https://dashboard\\.cekura\\.ai/)", link.GetAttribute("href")!));
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page.QuerySelector("meta[http-equiv]")!.GetAttribute("content"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_emulated_report_says_so()
    {
        using var emulated = new SampleReport(dashboard: DashboardLink.Emulated);

        var page = Parsed(emulated.Add("Book", null, Passed).Save());

        Assert.Contains("emulated", page.QuerySelector("header")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("a[href^=https]"));
    }

    [Fact]
    public void A_turn_of_megabytes_and_a_talk_without_end_are_cut_and_said()
    {
        var endless = Enumerable.Range(0, 10_000).Select(index => Turn(SpeakerRole.Agent, index, index + 1, "again"));

        var html = _sample.Add("Book", "A", Failed with { TranscriptTurns = [Turn(SpeakerRole.Agent, 0, 1, new string('x', 5_000_000)), .. endless] }).Save();

        Assert.InRange(html.Length, 10_000, 300_000);
        Assert.Contains("9501 more turns are in the attached transcript.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Cases_stand_in_the_order_of_the_manifest_however_they_finish()
    {
        var (first, second) = (SampleReport.Case("Book", "A"), SampleReport.Case("Book", "B"));
        _sample.Report.Expect(first);
        _sample.Report.Expect(second);

        _sample.Add("Longer", "A", Passed).Add("Book", "B", Passed).Add("Book", "A", Passed);

        Assert.Equal(["Book [A]", "Book [B]", "Longer [A]"], Parsed(_sample.Save()).QuerySelectorAll("h3").Select(title => title.LastChild!.TextContent));
    }

    [Fact]
    public void A_report_of_another_project_is_not_replaced()
    {
        using var renamed = new SampleReport("Another name");
        using var other = new SampleReport(source: "Another.Tests");
        _sample.Filled().Save();

        Assert.True(_sample.Report.MayReplace(_sample.Path));
        Assert.True(renamed.Report.MayReplace(_sample.Path));
        Assert.False(other.Report.MayReplace(_sample.Path));
        Assert.True(other.Report.MayReplace(other.Path));
    }

    [Fact]
    public void Only_the_page_is_left_behind()
    {
        _sample.Filled().Save();
        _sample.Report.Dispose();

        Assert.Equal(["cekura-report.html"], Directory.GetFiles(_sample.Folder).Select(Path.GetFileName));
    }

    private static string Shown(string text) => string.Join('\n', UntrustedText.Lines(text));

    private static IDocument Parsed(string html) => new HtmlParser().ParseDocument(html);
}
