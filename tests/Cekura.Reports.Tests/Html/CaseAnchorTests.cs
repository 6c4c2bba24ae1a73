using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Cekura.Manifests.Cases;
using Cekura.Reports.Html;
using Cekura.Runs.Tests.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Reports.Tests.Html;

/// <summary>Links into a report hold in the next one.</summary>
public sealed class CaseAnchorTests
{
    private static readonly ScenarioCase[] Cases =
    [
        .. Enumerable.Range(0, 12).Select(index => SampleCase.Of($"Scenario {index}", "Calm")),
        SampleCase.Of("予約", "Ruhig & höflich"),
    ];

    [Fact]
    public void The_link_of_a_test_is_the_same_however_the_tests_finish()
    {
        var order = new Random(25);

        var anchors = Anchors(Cases);

        Assert.Equal(Cases.Length, anchors.Values.Distinct(StringComparer.Ordinal).Count());
        for (var round = 0; round < 5; round++)
        {
            var shuffled = Cases.ToArray();
            order.Shuffle(shuffled);
            Assert.Equal(anchors, Anchors(shuffled));
            Assert.Equal(anchors["Scenario 7 [Calm]"], Anchors(shuffled[..8].Union([Cases[7]]))["Scenario 7 [Calm]"]);
        }
    }

    [Fact]
    public void Every_repetition_and_every_turn_has_one_that_follows_from_it()
    {
        using var sample = new SampleReport();
        var entry = CaseEntry.Of(99, Cases[0], new() { Outcome = Cekura.Runs.Verdict.Outcome.Failed, Runs = [] });

        var page = new HtmlParser().ParseDocument(sample.Add(Cases[1], Passed).Add(Cases[0], Failed, Failed with { Id = 5546 }).Save());

        Assert.NotNull(page.GetElementById(entry.Anchor));
        Assert.Equal("Repetition 2: failed", page.GetElementById(entry.RunAnchor(2))!.QuerySelector("h4")!.LastChild!.TextContent.Trim());
        Assert.Contains("goodbye", page.GetElementById(entry.TurnAnchor(2, 6))!.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("a[href^='#']"), link => Assert.NotNull(page.GetElementById(link.GetAttribute("href")![1..])));
        Assert.DoesNotContain(page.QuerySelectorAll("[id]").GroupBy(element => element.Id), same => same.Count() > 1);
    }

    [Fact]
    public void Tests_of_two_projects_with_one_name_have_links_of_their_own()
    {
        using var sample = new SampleReport();

        var page = new HtmlParser().ParseDocument(sample.Add(Cases[0], Passed).Add(Cases[0], Failed).Save());

        Assert.Equal(
            [CaseAnchor.Of(Cases[0].FullyQualifiedName), $"{CaseAnchor.Of(Cases[0].FullyQualifiedName)}_2"],
            page.QuerySelectorAll("article.case").Select(one => one.Id!)
        );
    }

    private static Dictionary<string, string> Anchors(IEnumerable<ScenarioCase> cases)
    {
        using var sample = new SampleReport();
        foreach (var (index, scenarioCase) in cases.Index())
        {
            sample.Add(scenarioCase, Passed with { Id = index + 1 });
        }

        return new HtmlParser()
            .ParseDocument(sample.Save())
            .QuerySelectorAll("article.case")
            .ToDictionary(one => one.QuerySelector("h3")!.LastChild!.TextContent, one => one.Id!, StringComparer.Ordinal);
    }
}
