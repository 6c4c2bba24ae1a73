using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Runs.Verdict;
using Cekura.Testing;
using Cekura.TestingPlatform.Execution;

namespace Cekura.TestingPlatform.Tests.Execution;

public sealed class ProgressLineTests
{
    private static readonly CekuraSettings Priced = new() { CostPerRun = RunPrices.Parse(["0.25"])! };

    private readonly VirtualTime _time = new();
    private readonly List<string> _said = [];

    [Fact]
    public void A_short_run_says_nothing()
    {
        using var progress = Of(tests: 1);
        Start(progress, "A");
        Pass(seconds: 4);
        Finish(progress, "A", Outcome.Passed);
        Pass(seconds: 600);

        Assert.Empty(_said);
    }

    [Fact]
    public void A_line_says_how_many_are_settled_what_is_waited_for_how_long_and_what_it_costs()
    {
        using var progress = Of(tests: 9, Priced);
        Start(progress, "A", "B", "C", "D");
        Pass(seconds: 5);
        Finish(progress, "A", Outcome.Passed);
        Finish(progress, "B", Outcome.Failed);
        Pass(seconds: 75);

        Assert.Equal(
            [
                "0 of 9 settled; waiting for Book A and 3 more; 5 not started; 00:05; cost about 1.00",
                "2 of 9 settled, 1 failed; waiting for Book C and 1 more; 5 not started; 00:20, ~7 min left; cost about 1.00",
                "2 of 9 settled, 1 failed; waiting for Book C and 1 more; 5 not started; 01:20, ~7 min left; cost about 1.00",
            ],
            _said
        );
    }

    [Fact]
    public void A_line_comes_at_most_every_quarter_of_a_minute_and_without_news_every_minute()
    {
        using var progress = Of(tests: 100);
        Start(progress, "A");
        for (var second = 0; second < 60; second++)
        {
            Start(progress, $"B{second}");
            Pass(seconds: 1);
        }

        Assert.Equal(4, _said.Count);
        Pass(seconds: 600);
        Assert.Equal(14, _said.Count);
        Assert.DoesNotContain("cost", string.Concat(_said), StringComparison.Ordinal);
        Assert.DoesNotContain('\r', string.Concat(_said));
    }

    [Fact]
    public void A_price_of_another_mode_is_no_cost_of_the_run()
    {
        using var progress = Of(tests: 2, Priced with { CostPerRun = RunPrices.Parse(["voice=1"])! });
        Start(progress, "A");
        Pass(seconds: 5);

        Assert.Equal(["0 of 2 settled; waiting for Book A; 1 not started; 00:05"], _said);
    }

    private void Pass(int seconds)
    {
        for (; seconds > 0; seconds--)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private ProgressLine Of(int tests, CekuraSettings? settings = null) => new(tests, settings ?? new CekuraSettings(), _said.Add, _time);

    private static void Start(ProgressLine progress, params string[] names)
    {
        foreach (var name in names)
        {
            progress.Started(Of(name));
        }
    }

    private static void Finish(ProgressLine progress, string name, Outcome outcome) =>
        progress.Finished(
            Of(name),
            new CaseVerdict
            {
                Outcome = outcome,
                Runs = [],
                Duration = TimeSpan.FromMinutes(2),
            }
        );

    private static ScenarioCase Of(string name) => Cases.Of($"S.{name}") with { DisplayName = $"Book {name}" };
}
