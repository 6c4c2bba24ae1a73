using System.Globalization;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Discovery;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Text;

namespace Cekura.Runs.Plan;

/// <summary>A plan as plain text: every case with its runs, the requests that would be sent, and the sums.</summary>
internal static class PlanTable
{
    private const int MaxCell = 60;
    private const int MaxInMessage = 20;

    /// <summary>Renders a plan.</summary>
    /// <param name="suites">Everything that the settings leave of the project.</param>
    /// <param name="isSelected">What the filter leaves.</param>
    /// <param name="plan">The requests for what is left, with their costs as far as these are known.</param>
    /// <returns>Lines without line ends.</returns>
    public static IReadOnlyList<string> Render(IReadOnlyList<DiscoveredSuite> suites, Func<ScenarioCase, bool> isSelected, RunPlan plan)
    {
        ArgumentNullException.ThrowIfNull(suites);
        ArgumentNullException.ThrowIfNull(plan);
        var lines = new List<string>();
        foreach (var suite in suites)
        {
            var rows = suite.Cases.Where(isSelected).Select(Row).ToList();
            if (rows.Count > 0)
            {
                lines.Add(TestName.Line(suite.Name));
                lines.AddRange(
                    Align([
                        ["Scenario", "Caller", "Mode", "Runs"],
                        .. rows,
                    ])
                );
                lines.Add("");
            }
        }

        if (plan.Batches.Count > 0)
        {
            lines.Add("Requests");
            lines.AddRange(Requests(plan, plan.Batches.Count));
            lines.Add("");
        }

        lines.Add(Sums(suites, isSelected, plan));
        return lines;
    }

    /// <summary>The requests alone, for a message; the first of them where they are many.</summary>
    /// <returns>Lines without line ends; none for an empty plan.</returns>
    internal static IEnumerable<string> Requests(RunPlan plan)
    {
        if (plan.Batches.Count == 0)
        {
            return [];
        }

        var left = plan.Batches.Count - MaxInMessage;
        return
        [
            .. Requests(plan, MaxInMessage),
            .. left > 0 ? [$"  and {Count(left, "more request", "more requests")}"] : Array.Empty<string>(),
        ];
    }

    private static IEnumerable<string> Requests(RunPlan plan, int max)
    {
        string[] head = ["Suite", "Starts", "Mode", "Runs", .. plan.HasCosts ? ["Cost"] : Array.Empty<string>()];
        return Align([head, .. plan.Batches.Take(max).Select(batch => Row(batch, plan.HasCosts))]);
    }

    private static string[] Row(ScenarioCase scenarioCase)
    {
        var folder = scenarioCase.Folder is { } path ? $"{path}: " : "";
        var caller = string.Join(
            ", ",
            new[] { scenarioCase.PersonalityName ?? "Own personality", scenarioCase.TestProfileName }.OfType<string>()
        );
        var runs = scenarioCase.Skip is { } reason ? $"0 (skipped: {reason})" : Number(scenarioCase.Frequency);
        return [folder + scenarioCase.ScenarioName, caller, scenarioCase.Mode, runs];
    }

    private static string[] Row(StartBatch batch, bool withCost)
    {
        string[] factors = batch.IsSuite
            ? [Count(batch.Cases.Count, "test case", "test cases")]
            :
            [
                Count(batch.ScenarioIds.Count, "scenario", "scenarios"),
                .. Factor(batch.PersonalityIds.Count, "personality", "personalities"),
                .. Factor(batch.TestProfileIds.Count, "test profile", "test profiles"),
                .. batch.Frequency > 1 ? [$"{Number(batch.Frequency)} times"] : Array.Empty<string>(),
            ];
        var cost = batch.Cost is { } known ? NumberText.Amount(known) : "unknown";
        return [batch.Suite, string.Join(" x ", factors), batch.Mode, Number(batch.RunCount), .. withCost ? [cost] : Array.Empty<string>()];
    }

    private static string Sums(IReadOnlyList<DiscoveredSuite> suites, Func<ScenarioCase, bool> isSelected, RunPlan plan)
    {
        var all = suites.Sum(suite => suite.Cases.Count);
        var selected = suites.SelectMany(suite => suite.Cases).Where(isSelected).ToList();
        var cases = selected.Count == all ? Count(all, "case", "cases") : $"{Number(selected.Count)} of {Count(all, "case", "cases")}";
        var notRun = plan.Skipped.Count == 0 ? "" : $" ({Number(plan.Skipped.Count)} skipped)";
        var cost = plan.HasCosts ? $", {plan.CostText()}" : "";
        return $"{cases}{notRun}, {Count(plan.RunCount, "run", "runs")}, {Count(plan.Batches.Count, "request", "requests")}{cost}";
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
        return line.Length <= MaxCell ? line : string.Concat(line.AsSpan(0, MaxCell - 3), "...");
    }

    private static IEnumerable<string> Factor(int count, string one, string many) => count == 0 ? [] : [Count(count, one, many)];

    private static string Count(long count, string one, string many) => $"{Number(count)} {(count == 1 ? one : many)}";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
