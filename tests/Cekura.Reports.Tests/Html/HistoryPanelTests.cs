using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Cekura.Client;
using Cekura.Runs.History;
using Cekura.Runs.Tests.Verdict;
using Cekura.Runs.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Reports.Tests.Html;

public sealed class HistoryPanelTests : IDisposable
{
    private readonly SampleReport _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void Without_earlier_runs_the_page_has_no_history()
    {
        var page = Parsed(_sample.Filled().Save());

        Assert.Null(page.QuerySelector("#history"));
        Assert.Empty(page.QuerySelectorAll("a[href='#history']"));
        Assert.Empty(page.QuerySelectorAll("p.past"));
    }

    [Fact]
    public void What_moved_comes_first_and_what_passes_as_before_is_left_out()
    {
        var earlier = Earlier("Book PPPPP", "Move FFFFF", "Cancel PPPPP", "Ask FFFFF");
        Add(earlier, "Cancel", Passed);
        Add(earlier, "Move", Failed);
        Add(earlier, "Ask", Passed);
        Add(earlier, "Book", Failed);

        var page = Parsed(Save(earlier));
        var rows = page.QuerySelectorAll("section.history table:first-of-type tbody tr");

        Assert.Contains(
            "5 earlier runs since 1 November 2026, 09:00 UTC",
            page.QuerySelector("section.history p")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(
            ["Ask [A]", "Book [A]", "Move [A]"],
            rows.Select(row => row.QuerySelector("th")!.TextContent).Order(StringComparer.Ordinal)
        );
        Assert.Equal("Move [A]", rows[^1].QuerySelector("th")!.TextContent);
        var book = rows.Single(row => row.QuerySelector("th")!.TextContent == "Book [A]");
        Assert.Equal(
            ["5 of 5", "0 of 1p = 0.167", "5 of 644 to 97 %", "regression since 2026-11-06 09:00 UTC"],
            book.QuerySelectorAll("td").Skip(1).Select(cell => cell.TextContent)
        );
        Assert.Equal(
            "6 runs, oldest first: passed, passed, passed, passed, passed, failed",
            book.QuerySelector("svg")!.GetAttribute("aria-label")
        );
        Assert.Equal("still fails since 2026-11-01 09:00 UTC", rows[^1].QuerySelector("td:last-child")!.TextContent);
        Assert.NotNull(page.QuerySelector(book.QuerySelector("a")!.GetAttribute("href")!));
    }

    [Fact]
    public void Each_test_that_moved_says_since_when_in_its_own_panel()
    {
        var earlier = Earlier("Book PPF", "Cancel PPP");
        Add(earlier, "Book", Failed);
        Add(earlier, "Cancel", Passed);

        var past = Assert.Single(Parsed(Save(earlier)).QuerySelectorAll("p.past"));

        Assert.Equal("██▁▁ Still fails since 2026-11-03 09:00 UTC: 2 of 4 passed (95 % interval: 15 to 85 %) in 4 runs.", past.TextContent);
    }

    [Fact]
    public void The_first_screen_says_since_when_a_cause_breaks_tests_and_leads_to_the_history()
    {
        var earlier = Earlier("Book PPF", "Move PPP", "Cancel PPP");
        Add(earlier, "Move", Failed);
        Add(earlier, "Book", Failed);
        Add(earlier, "Cancel", Passed);

        var page = Parsed(Save(earlier));

        var since = Assert.Single(page.QuerySelectorAll(".reasons .since"));
        Assert.Equal("since 2026-11-03 09:00 UTC; passed 2026-11-02 09:00 UTC", since.TextContent);
        Assert.Equal("#history", since.GetAttribute("href"));
        Assert.Equal("History", Assert.Single(page.QuerySelectorAll("nav.jump a[href='#history']")).TextContent);
    }

    [Fact]
    public void A_metric_has_its_line_and_its_change()
    {
        var earlier = Earlier("Book PPPP");
        Add(earlier, "Book", Passed with { Metrics = [.. Passed.Metrics.Take(1), Latency(1200)] });

        var row = Parsed(Save(earlier))
            .QuerySelectorAll("section.history tbody tr")
            .Single(one => one.QuerySelector("th")!.TextContent == "Latency (ms)");

        Assert.Equal(["", "850", "1200", "+350"], row.QuerySelectorAll("td").Select(cell => cell.TextContent));
        Assert.Equal("850, 850, 850, 850, 1200", row.QuerySelector("svg")!.GetAttribute("aria-label"));
    }

    [Fact]
    public void Ten_thousand_tests_that_moved_make_fifty_rows()
    {
        var earlier = RunHistory.Of([Run(1, [.. Enumerable.Range(0, 10_000).Select(index => Record($"Case {index}", passes: true))])]);
        foreach (var index in Enumerable.Range(0, 10_000))
        {
            Add(earlier, $"Case {index}", Failed with { Id = 1 + index, TranscriptTurns = [] });
        }

        var page = Parsed(Save(earlier));

        Assert.Equal(50, page.QuerySelectorAll("section.history table.past tbody tr").Count(row => row.QuerySelector("a") is not null));
        Assert.Contains("And 9950 more", page.QuerySelector("section.history")!.TextContent, StringComparison.Ordinal);
    }

    private string Save(RunHistory earlier)
    {
        _sample.Report.Earlier = Task.FromResult(earlier);
        return _sample.Save();
    }

    private void Add(RunHistory earlier, string scenario, Run run)
    {
        var scenarioCase = SampleCase.Of(scenario, "A");
        _sample.Add(
            scenarioCase,
            verdict =>
            {
                var now = new PastOutcome(PastOf(6), verdict.Outcome, new PassRate(verdict.Passed, verdict.Total), TookPlace: true, "");
                var past = earlier.With(scenarioCase, now)!;
                return verdict with { Past = past, Standing = past.Standing };
            },
            run
        );
    }

    private static RunHistory Earlier(params string[] tests) =>
        RunHistory.Of(
            Enumerable
                .Range(0, tests[0].Split(' ')[1].Length)
                .Reverse()
                .Select(index => Run(index + 1, [.. tests.Select(test => Record(test.Split(' ')[0], test.Split(' ')[1][index] == 'P'))]))
        );

    private static LastTestRun Run(int day, TestRecord[] tests) =>
        new()
        {
            Path = "run.jsonl",
            Project = "Clinic.Tests",
            ProjectDirectory = "Clinic.Tests",
            ApiUrl = "emulator",
            Started = PastOf(day).Started,
            Tests = tests,
        };

    private static PastRun PastOf(int day) =>
        new(new(2026, 11, day, 9, 0, 0, TimeSpan.Zero), Commit: null, Branch: null, IsImported: false);

    private static TestRecord Record(string scenario, bool passes) =>
        new(
            $"Front_desk.{scenario}.A",
            $"{scenario} [A]",
            passes ? Outcome.Passed : Outcome.Failed,
            new PassRate(passes ? 1 : 0, 1),
            TookPlace: true,
            ResultId: 1,
            [1]
        )
        {
            Details = new TestDetails("")
            {
                Metrics = [new RecordedMetric("Latency (ms)", [new MetricValue(850, Passes: null, Label: null)])],
            },
        };

    private static RunMetric Latency(double score) =>
        new()
        {
            Name = "Latency (ms)",
            Type = "numeric",
            Score = score,
        };

    private static IDocument Parsed(string html) => new HtmlParser().ParseDocument(html);
}
