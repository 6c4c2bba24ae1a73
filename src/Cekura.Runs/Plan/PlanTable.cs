using System.Globalization;
using Cekura.Runs.Discovery;

namespace Cekura.Runs.Plan;

/// <summary>A plan as plain text: every case with its runs, the requests that would be sent, and the sums.</summary>
public static class PlanTable
{
    private const int LongestCell = 60;

    /// <summary>Renders a plan.</summary>
    /// <param name="suites">Everything that the settings leave of the project.</param>
    /// <param name="isSelected">What the filter leaves.</param>
    /// <param name="plans">The plan of each suite that has something to run, with its name.</param>
    /// <returns>Lines without line ends.</returns>
    public static IReadOnlyList<string> Render(
        IReadOnlyList<DiscoveredSuite> suites, Func<ScenarioCase, bool> isSelected, IReadOnlyList<(string Suite, RunPlan Plan)> plans)
    {
        ArgumentNullException.ThrowIfNull(suites);
        ArgumentNullException.ThrowIfNull(plans);
        var lines = new List<string>();
        foreach (var suite in suites)
        {
            var rows = suite.Cases.Where(isSelected).Select(Row).ToList();
            if (rows.Count > 0)
            {
                lines.Add(TestName.Line(suite.Name));
                lines.AddRange(Align([["Scenario", "Caller", "Mode", "Runs"], .. rows]));
                lines.Add("");
            }
        }

        var requests = plans.SelectMany(plan => plan.Plan.Batches.Select(batch => (plan.Suite, Batch: batch))).ToList();
        if (requests.Count > 0)
        {
            lines.Add("Requests");
            lines.AddRange(Align([["Suite", "Starts", "Mode", "Runs"], .. requests.Select(request => Row(request.Suite, request.Batch))]));
            lines.Add("");
        }

        lines.Add(Sums(suites, isSelected, requests.Select(request => request.Batch).ToList()));
        return lines;
    }

    private static string[] Row(ScenarioCase scenarioCase)
    {
        var folder = scenarioCase.Folder is { } path ? $"{path}: " : "";
        var caller = string.Join(", ", new[] { scenarioCase.PersonalityName ?? "Own personality", scenarioCase.TestProfileName }.OfType<string>());
        var runs = scenarioCase.Skip is { } reason ? $"0 (skipped: {reason})" : Number(scenarioCase.Frequency);
        return [folder + scenarioCase.ScenarioName, caller, scenarioCase.Mode, runs];
    }

    private static string[] Row(string suite, StartBatch batch)
    {
        string[] factors = batch.Cases[0].SuiteEntry is not null
            ? [Count(batch.Cases.Count, "test case", "test cases")]
            :
            [
                Count(batch.ScenarioIds.Count, "scenario", "scenarios"),
                .. Factor(batch.PersonalityIds.Count, "personality", "personalities"),
                .. Factor(batch.TestProfileIds.Count, "test profile", "test profiles"),
                .. batch.Frequency > 1 ? [$"{Number(batch.Frequency)} times"] : Array.Empty<string>(),
            ];
        return [suite, string.Join(" x ", factors), batch.Mode, Number(batch.RunCount)];
    }

    private static string Sums(IReadOnlyList<DiscoveredSuite> suites, Func<ScenarioCase, bool> isSelected, List<StartBatch> requests)
    {
        var all = suites.Sum(suite => suite.Cases.Count);
        var selected = suites.SelectMany(suite => suite.Cases).Where(isSelected).ToList();
        var skipped = selected.Count(scenarioCase => scenarioCase.Skip is not null);
        var cases = selected.Count == all ? Count(all, "case", "cases") : $"{Number(selected.Count)} of {Count(all, "case", "cases")}";
        var notRun = skipped == 0 ? "" : $" ({Number(skipped)} skipped)";
        return $"{cases}{notRun}, {Count(requests.Sum(batch => (long)batch.RunCount), "run", "runs")}, {Count(requests.Count, "request", "requests")}";
    }

    private static IEnumerable<string> Align(IReadOnlyList<string[]> rows)
    {
        var cells = rows.Select(row => row.Select(Cell).ToArray()).ToList();
        var widths = Enumerable.Range(0, cells[0].Length).Select(column => cells.Max(row => row[column].Length)).ToArray();
        return cells.Select(row => $"  {string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column])))}".TrimEnd());
    }

    private static string Cell(string text)
    {
        var line = TestName.Line(text);
        return line.Length <= LongestCell ? line : string.Concat(line.AsSpan(0, LongestCell - 3), "...");
    }

    private static IEnumerable<string> Factor(int count, string one, string many) => count == 0 ? [] : [Count(count, one, many)];

    private static string Count(long count, string one, string many) => $"{Number(count)} {(count == 1 ? one : many)}";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
