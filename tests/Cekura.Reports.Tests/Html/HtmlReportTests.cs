using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Cekura.Client;
using Cekura.Runs.Conversations;
using Cekura.Runs.Tests.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Reports.Tests.Html;

public sealed class HtmlReportTests : IDisposable
{
    private readonly SampleReport _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void Why_it_is_red_comes_first_then_map_pass_rates_metrics_and_cases()
    {
        var page = Parsed(_sample.Filled().Save());

        Assert.Equal(["why", "map", "rates", "metrics", "cases"], page.QuerySelectorAll("main section h2").Select(title => title.Id));
    }

    [Fact]
    public void What_passed_is_folded_and_what_failed_is_open()
    {
        var page = Parsed(_sample.Filled().Save());

        Assert.Equal([false, true, true, true], page.QuerySelectorAll("article > details").Select(details => details.HasAttribute("open")));
    }

    [Fact]
    public void Of_very_many_failures_only_the_first_are_open()
    {
        foreach (var index in Enumerable.Range(0, 40))
        {
            _sample.Add($"Case {index}", "A", Failed with { Id = 1 + index });
        }

        Assert.Equal(25, Parsed(_sample.Save()).QuerySelectorAll("article > details[open]").Length);
    }

    [Fact]
    public void Whatever_agents_say_is_text()
    {
        var page = Parsed(_sample.Filled().Save());

        Assert.Single(page.QuerySelectorAll("script"));
        Assert.Empty(page.QuerySelectorAll("img, iframe, object, embed, link"));
        Assert.DoesNotContain(page.All, element =>
            element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal))
        );
        Assert.DoesNotContain('\u202E', page.DocumentElement.TextContent);
        Assert.DoesNotContain('\u001b', page.DocumentElement.TextContent);
        Assert.Contains("window.forged = 1", page.QuerySelector("article:last-of-type .said")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_loaded_from_anywhere()
    {
        var html = _sample.Filled().Save();
        var page = Parsed(html);

        Assert.Empty(page.QuerySelectorAll("[src], link"));
        Assert.All(page.QuerySelectorAll("[href]"), link =>
            Assert.Matches("^(#|\\?[a-z]+=[a-z0-9]+#cases$|https://dashboard\\.cekura\\.ai/)", link.GetAttribute("href")!)
        );
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_forbids_everything_but_its_own_style_and_script()
    {
        var page = Parsed(_sample.Filled().Save());

        var policy = page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content")!;

        Assert.Equal(
            $"default-src 'none'; style-src '{Hash(page.QuerySelector("style")!)}'; script-src '{Hash(page.QuerySelector("script")!)}'; media-src 'self' file:; base-uri 'none'; form-action 'none'",
            policy
        );
        Assert.Empty(page.QuerySelectorAll("[style]"));
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
    public void A_report_of_runs_of_a_served_emulator_says_so()
    {
        using var served = new SampleReport(dashboard: DashboardLink.ForProject(742));

        var page = Parsed(
            served
                .Add("Book", null, Passed with { Metadata = System.Text.Json.JsonDocument.Parse("""{ "emulated": true }""").RootElement })
                .Save()
        );

        Assert.Contains("emulated", page.QuerySelector("header")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("a[href^=https]"));
    }

    [Fact]
    public void A_turn_of_megabytes_and_a_talk_without_end_are_cut_and_said()
    {
        var endless = Enumerable.Range(0, 10_000).Select(index => Turn(SpeakerRole.Agent, index, index + 1, "again"));

        var html = _sample
            .Add("Book", "A", Failed with { TranscriptTurns = [Turn(SpeakerRole.Agent, 0, 1, new string('x', 5_000_000)), .. endless] })
            .Save();

        Assert.InRange(html.Length, 10_000, 400_000);
        Assert.Contains("9501 more turns are in the attached transcript.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Cases_stand_in_the_order_of_the_manifest_however_they_finish()
    {
        var (first, second) = (SampleCase.Of("Book", "A"), SampleCase.Of("Book", "B"));
        _sample.Report.Expect(first);
        _sample.Report.Expect(second);

        _sample.Add("Longer", "A", Passed).Add("Book", "B", Passed).Add("Book", "A", Passed);

        Assert.Equal(
            ["Book [A]", "Book [B]", "Longer [A]"],
            Parsed(_sample.Save()).QuerySelectorAll("h3").Select(title => title.LastChild!.TextContent)
        );
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

    private static string Hash(IElement element) =>
        $"sha256-{Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(element.TextContent)))}";

    private static IDocument Parsed(string html) => new HtmlParser().ParseDocument(html);
}
