using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Reports.Html;
using Cekura.Reports.Summary;
using Cekura.Runs.Tests.Verdict;
using Cekura.Runs.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Reports.Tests.Html;

/// <summary>What the page says of a run that goes on or was stopped, and of what says nothing about the agent.</summary>
public sealed class RunStateTests : IDisposable
{
    private readonly SampleReport _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void A_stopped_run_says_how_far_it_was_and_shows_what_has_no_verdict()
    {
        FortyOfWhichSixFinished();

        var page = Page(TestRunState.Stopped);

        Assert.Equal("Stopped: 6 of 40 finished.", page.QuerySelector(".state.stopped strong")!.TextContent);
        Assert.Contains("3 had begun and 31 were not started", page.QuerySelector(".state")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["3 not finished", "31 not started", "6 passed"], Texts(page, ".counts li:not(.plain)"));
        Assert.Equal((3, 31), (page.QuerySelectorAll(".map .cell.unfinished").Length, page.QuerySelectorAll(".map .cell.unstarted").Length));
        Assert.Equal("Not started: Case 39 [A]", page.QuerySelectorAll(".map .cell")[^1].GetAttribute("title"));
        Assert.Equal("6 of 6", page.QuerySelector(".map tfoot .rate:last-child")!.TextContent);
        Assert.Equal(
            "Not counted, because they say nothing about the agent: 3 not finished, 31 not started.",
            page.QuerySelector(".uncounted")!.TextContent
        );
        Assert.Equal(6, page.QuerySelectorAll("article.case").Length);
    }

    [Fact]
    public void A_run_that_goes_on_says_so_and_when_it_was_saved()
    {
        FortyOfWhichSixFinished();
        _sample.Time.Advance(TimeSpan.FromSeconds(10));

        var page = Page(TestRunState.Running);

        Assert.Equal("Running: 6 of 40 finished.", page.QuerySelector(".state.running strong")!.TextContent);
        Assert.Contains("3 go on and 31 wait. Saved at 00:00:10 UTC", page.QuerySelector(".state")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_time_by_the_clock_stands_beside_that_of_the_conversations()
    {
        var cases = Cases(12);
        _sample.Report.Plan(cases);
        foreach (var scenarioCase in cases)
        {
            _sample.Add(scenarioCase, Passed);
        }

        _sample.Time.Advance(TimeSpan.FromSeconds(10));

        var page = Page(TestRunState.Finished);

        Assert.Null(page.QuerySelector(".state"));
        Assert.Equal(["12 conversations", "02:36 of conversation", "00:10 by the clock"], Texts(page, ".counts .plain"));
    }

    [Fact]
    public void A_joined_report_knows_no_time_by_the_clock()
    {
        _sample.Add("Book", "A", Passed);

        Assert.Equal(["1 conversation", "00:13 of conversation"], Texts(Page(TestRunState.Finished), ".counts .plain"));
    }

    [Fact]
    public void Calls_that_never_took_place_are_in_no_rate_and_in_no_interval()
    {
        foreach (var (index, scenarioCase) in Cases(15).Index())
        {
            _sample.Add(scenarioCase, index < 6 ? Passed : NotConnected(RunStatus.Failed));
        }

        _sample.Add("Repeated", "A", Passed, Passed with { Id = 2 }, NotConnected(RunStatus.Failed) with { Id = 3 });

        var page = Page(TestRunState.Finished);

        Assert.Equal("6 of 6", page.QuerySelector(".map tfoot .rate:last-child")!.TextContent);
        Assert.Equal(["6 of 6 100 %", "2 of 2 100 %95 % interval: 34 to 100 %"], Texts(page, "#rates ~ .scroll tbody .number"));
        Assert.Equal(
            "Not counted, because they say nothing about the agent: 10 infrastructure.",
            page.QuerySelector(".uncounted")!.TextContent
        );
        Assert.Equal(
            ["Cases that passed, of those that were scored", "Conversations that passed, of those that took place"],
            Texts(page, "#rates ~ .scroll thead .number")
        );
    }

    [Fact]
    public void What_nothing_scored_has_a_mark_of_its_own_and_is_in_no_rate()
    {
        _sample
            .Add("Scored", "A", Passed)
            .Add("Without metrics", "A", Passed with { Metrics = [], ExpectedOutcome = null })
            .Add("Not in time", "A", Passed with { Success = null, EvaluationStatus = null });

        var page = Page(TestRunState.Finished);

        Assert.Equal(["passed", "unscored", "unscored"], page.QuerySelectorAll(".map td a").Select(cell => cell.ClassName));
        Assert.Equal(["2 not scored", "1 passed"], Texts(page, ".counts li:not(.plain)"));
        Assert.Equal("1 of 1", page.QuerySelector(".map tfoot .rate:last-child")!.TextContent);
    }

    [Fact]
    public void A_start_that_was_refused_says_nothing_about_the_agent()
    {
        _sample.Report.Add(SampleCase.Of("Book", "A"), CaseVerdict.WithoutRun(Outcome.Failed, "There is no key."));

        var page = Page(TestRunState.Finished);

        Assert.Equal(["1 not started"], Texts(page, ".counts li:not(.plain)"));
        Assert.Equal("–", page.QuerySelector(".map tfoot .rate:last-child")!.TextContent);
        Assert.True(page.QuerySelector("article.case > details")!.HasAttribute("open"));
    }

    private void FortyOfWhichSixFinished()
    {
        var cases = Cases(40);
        _sample.Report.Plan(cases);
        foreach (var scenarioCase in cases.Take(9))
        {
            _sample.Report.Expect(scenarioCase);
        }

        foreach (var scenarioCase in cases.Take(6))
        {
            _sample.Add(scenarioCase, Passed);
        }
    }

    private static List<ScenarioCase> Cases(int count) =>
        [.. Enumerable.Range(0, count).Select(index => SampleCase.Of($"Case {index}", "A") with { FullyQualifiedName = $"F.Case_{index}.A" })];

    private static IEnumerable<string> Texts(IParentNode page, string selector) =>
        page.QuerySelectorAll(selector).Select(element => element.TextContent.Trim());

    private IDocument Page(TestRunState state)
    {
        _sample.Report.Save(_sample.Path, state);
        return new HtmlParser().ParseDocument(File.ReadAllText(_sample.Path));
    }
}
