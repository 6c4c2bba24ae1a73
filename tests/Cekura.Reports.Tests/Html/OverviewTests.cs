using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Tests.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Reports.Tests.Html;

/// <summary>The heat map and the charts.</summary>
public sealed class OverviewTests : IDisposable
{
    private readonly SampleReport _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void The_map_has_a_cell_for_every_pair_and_leads_to_its_case()
    {
        var page = Page(_sample.Filled());

        Assert.Equal(
            ["Scenario", "Normal Male", "In a hurry", string.Join('\n', UntrustedText.Lines(SampleReport.Hostile)), "Passed"],
            Texts(page, ".map thead th")
        );
        var links = page.QuerySelectorAll(".map tbody td a");
        Assert.Equal(4, links.Length);
        Assert.All(links, link => Assert.NotNull(page.QuerySelector(link.GetAttribute("href")!)));
        Assert.Equal(["passed", "failed", "infrastructure", "failed"], links.Select(link => link.ClassName));
        Assert.Equal("✗ 1/2", links[1].TextContent);
        Assert.Equal(["1 of 2", "–", "0 of 1"], Texts(page, ".map tbody .rate"));
        Assert.Equal("1 of 3", page.QuerySelector(".map tfoot .rate:last-child")!.TextContent);
    }

    [Fact]
    public void Profiles_and_modes_make_rows_of_their_own_where_there_are_several()
    {
        _sample
            .Add(SampleCase.Of("Book", "A") with { TestProfileName = "Maria" }, Passed)
            .Add(SampleCase.Of("Book", "A") with { TestProfileName = "Omar", FullyQualifiedName = "omar" }, Failed)
            .Add(SampleCase.Of("Book", "A") with { TestProfileName = "Omar", Mode = "voice", FullyQualifiedName = "voice" }, Passed);

        var page = Page(_sample);

        Assert.Equal(["Maria · text", "Omar · text", "Omar · voice"], Texts(page, ".map .variant"));
        Assert.Equal(["✓", "✗", "✓"], Texts(page, ".map td a"));
    }

    [Fact]
    public void Cases_of_several_files_are_kept_apart()
    {
        var other = SampleCase.Of("Book", "A") with { Location = new("/project/refunds.tests.json", 4, 1), FullyQualifiedName = "other" };

        var page = Page(_sample.Add("Book", "A", Passed).Add(other, Passed));

        Assert.Equal(["refunds.tests.json · Booking", "cekura.json · Booking"], Texts(page, ".map .folder"));
    }

    [Fact]
    public void A_known_failure_is_its_own_mark_and_counts_as_not_passed()
    {
        var page = Page(
            _sample
                .Add("Book", "A", Passed)
                .Add(SampleCase.Of("Move", "A"), verdict => verdict with { KnownFailure = "failed since 12 May" }, Failed)
        );

        Assert.Equal(["1 known failure", "1 passed"], Texts(page, ".counts li:not(.plain)"));
        Assert.Equal("1 of 2", page.QuerySelector(".map tfoot .rate:last-child")!.TextContent);
        Assert.Equal("≈", page.QuerySelector("article[data-outcome=known] summary .mark")!.TextContent);
        Assert.Contains(
            "failed since 12 May",
            page.QuerySelector("article[data-outcome=known] .note")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Pass_rates_are_given_for_all_for_each_personality_and_for_repeated_cases()
    {
        var page = Page(
            _sample
                .Add("Book", "A", Passed)
                .Add("Book", "B", Failed)
                .Add("Move", "A", Passed, Passed with { Id = 2 }, Failed with { Id = 3 })
        );

        Assert.Equal(["All", "A", "B", "Move [A]"], Texts(page, "#rates ~ .scroll tbody th"));
        Assert.Equal(
            ["1 of 3", "1 of 2", "0 of 1", "2 of 3"],
            Texts(page, "#rates ~ .scroll .number").Where(text => char.IsDigit(text[0])).Select(text => text[..6])
        );
        Assert.Equal(
            ("20.77%", "93.85%"),
            (page.QuerySelector("line.interval")!.GetAttribute("x1"), page.QuerySelector("line.interval")!.GetAttribute("x2"))
        );
        Assert.Equal("66.7 % passed, 95 % interval: 21 to 94 %", page.QuerySelector("svg.bar:has(.interval)")!.GetAttribute("aria-label"));
        Assert.Equal("33.3%", page.QuerySelector("#rates ~ .scroll rect.good")!.GetAttribute("width")![..4] + "%");
    }

    [Fact]
    public void Numbers_of_metrics_are_drawn_with_axes_and_with_their_spread_in_words()
    {
        Latencies(100, 110, 120, 130, 190);

        var figure = Page(_sample).QuerySelector("figure")!;

        Assert.Equal(
            "5 values, lowest 100, median 120, 95 % at most 190, highest 190 ms",
            figure.QuerySelector("figcaption span")!.TextContent
        );
        Assert.Equal(
            "Latency (in ms): 5 values, lowest 100, median 120, 95 % at most 190, highest 190 ms",
            figure.QuerySelector("svg[role=img]")!.GetAttribute("aria-label")
        );
        Assert.Equal(["100", "150", "200 ms"], Texts(figure, "text.tick"));
        Assert.Equal(["2", "4 runs"], Texts(figure, "text.level"));
        Assert.Equal(["88", "22"], figure.QuerySelectorAll("rect.some").Select(bar => bar.GetAttribute("height")));
    }

    [Fact]
    public void Values_of_runs_that_did_not_pass_are_set_off_and_the_wanted_value_is_drawn()
    {
        foreach (var (index, value) in new[] { 100.0, 200, 300, 400 }.Index())
        {
            var run = (index == 3 ? Failed : Passed) with
            {
                Id = index + 1,
                Metrics =
                [
                    new RunMetric
                    {
                        Name = "Latency (in ms)",
                        Type = "numeric",
                        Score = value,
                    },
                ],
            };
            _sample.Add(
                SampleCase.Of($"Case {index}", "A") with
                {
                    Expect = [Expect("latency (in ms)", "<= 350")],
                    FullyQualifiedName = $"{index}",
                },
                run
            );
        }

        var figure = Page(_sample).QuerySelector("figure")!;

        Assert.Single(figure.QuerySelectorAll("rect.bad[x]"));
        Assert.Equal("wanted 350", figure.QuerySelector("text.limit")!.TextContent);
        Assert.Contains("wanted <= 350 ms", figure.QuerySelector("figcaption")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 7.0, 7, 7 }, "7 ms")]
    [InlineData(new[] { -1e308, 1e308 }, "")]
    [InlineData(new[] { 1e-9, 2e-9 }, "")]
    [InlineData(new[] { 0.0, 1e15 }, "")]
    public void Any_numbers_make_a_chart(double[] values, string tick)
    {
        Latencies(values);

        var figure = Page(_sample).QuerySelector("figure")!;

        Assert.NotEmpty(figure.QuerySelectorAll("rect.some"));
        Assert.DoesNotContain("NaN", figure.OuterHtml, StringComparison.Ordinal);
        Assert.Contains(tick, figure.QuerySelector("text.tick")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_are_counted()
    {
        foreach (var (index, label) in new[] { "booked", "moved", "booked" }.Index())
        {
            _sample.Add(
                $"Case {index}",
                "A",
                Passed with
                {
                    Id = index + 1,
                    Metrics =
                    [
                        new RunMetric
                        {
                            Name = "Call result",
                            Type = "enum",
                            Label = label,
                        },
                    ],
                }
            );
        }

        Assert.Equal(["booked2 runs", "moved1 run"], Texts(Page(_sample), "figure.labels tr"));
    }

    [Fact]
    public void One_value_and_one_label_are_drawn()
    {
        _sample.Add(
            "Book",
            "A",
            Passed with
            {
                Metrics =
                [
                    new RunMetric
                    {
                        Name = "Latency (in ms)",
                        Type = "numeric",
                        Score = 7,
                    },
                    new RunMetric
                    {
                        Name = "Call result",
                        Type = "enum",
                        Label = "booked",
                    },
                ],
            }
        );

        var page = Page(_sample);

        Assert.Equal(
            "1 value, lowest 7, median 7, 95 % at most 7, highest 7 ms",
            page.QuerySelector("figure figcaption span")!.TextContent
        );
        Assert.Equal(["booked1 run"], Texts(page, "figure.labels tr"));
    }

    private static IEnumerable<string> Texts(IParentNode page, string selector) =>
        page.QuerySelectorAll(selector).Select(element => element.TextContent.Trim());

    private void Latencies(params double[] values)
    {
        foreach (var (index, latency) in values.Index())
        {
            _sample.Add(
                $"Case {index.ToString(CultureInfo.InvariantCulture)}",
                "A",
                Passed with
                {
                    Id = 1 + index,
                    Metrics =
                    [
                        new RunMetric
                        {
                            Name = "Latency (in ms)",
                            Type = "numeric",
                            Score = latency,
                        },
                    ],
                }
            );
        }
    }

    private static IDocument Page(SampleReport report) => new HtmlParser().ParseDocument(report.Save());
}
