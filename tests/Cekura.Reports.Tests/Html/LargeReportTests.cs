using System.Globalization;
using Cekura.Runs.Tests.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Reports.Tests.Html;

public sealed class LargeReportTests
{
    private const int Scenarios = 200;
    private const int Personalities = 50;

    /// <summary>A tenth of it fails, a hundredth part is repeated.</summary>
    [BrowserFact]
    public async Task Ten_thousand_pairs_open_quickly()
    {
        using var sample = new SampleReport();
        foreach (var index in Enumerable.Range(0, Scenarios * Personalities))
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

        var opened = await Browser.MeasureAsync(sample.Path);

        Assert.Equal(Scenarios * Personalities, opened.GetProperty("cells").GetInt32());
        Assert.Equal(Scenarios * Personalities, opened.GetProperty("cases").GetInt32());
        Assert.InRange(new FileInfo(sample.Path).Length, 1_000_000, 40_000_000);

        // Generous: it is a matter of seconds where nothing else runs.
        Assert.InRange(opened.GetProperty("milliseconds").GetDouble(), 0, 30_000);
        Assert.Equal("[]", opened.GetProperty("problems").GetRawText());
    }

    private static string Name(string kind, int number) => $"{kind} {number.ToString(CultureInfo.InvariantCulture)}";
}
