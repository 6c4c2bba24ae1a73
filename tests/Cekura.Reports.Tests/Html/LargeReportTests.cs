using System.Globalization;
using Cekura.EndToEnd.Tests.Harness;
using Cekura.Runs.Tests.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Reports.Tests.Html;

public sealed class LargeReportTests
{
    private const int Personalities = 50;

    /// <summary>A tenth of it fails, a hundredth part is repeated.</summary>
    [BrowserTheory]
    [InlineData(20)]
    [LongInlineData(200)]
    public async Task A_report_of_thousands_of_pairs_opens_whole_and_is_searched(int scenarios)
    {
        var pairs = scenarios * Personalities;
        using var sample = new SampleReport();
        foreach (var index in Enumerable.Range(0, pairs))
        {
            var scenarioCase = SampleCase.Of(Name("Scenario", index / Personalities), Name("Personality", index % Personalities)) with
            {
                ScenarioId = index / Personalities,
                Tags = ["smoke"],
            };
            var run = (index % 10 == 3 ? Failed : Passed) with { Id = index };
            sample.Add(scenarioCase, index % 100 == 0 ? [run, run] : [run]);
        }

        sample.Save();

        var opened = await Browser.SearchAsync(sample.Path, "Scenario 17 [");

        Assert.Equal(pairs, opened.GetProperty("cells").GetInt32());
        Assert.Equal(pairs, opened.GetProperty("cases").GetInt32());
        Assert.StartsWith($"{Personalities} of", opened.GetProperty("shown").GetString(), StringComparison.Ordinal);
        Assert.InRange(new FileInfo(sample.Path).Length, 100 * pairs, 40_000_000);
        Assert.Equal("[]", opened.GetProperty("problems").GetRawText());
    }

    private static string Name(string kind, int number) => $"{kind} {number.ToString(CultureInfo.InvariantCulture)}";
}
