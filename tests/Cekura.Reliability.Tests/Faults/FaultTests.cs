using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Cekura.Reliability.Tests.Faults;

/// <summary>
/// Many seeded trials; <c>CEKURA_TRIALS</c> says how many, 90 when it says nothing. A run of at least 1,000 writes its table into
/// <c>docs/reliability.md</c>.
/// </summary>
public sealed class FaultTests : IDisposable
{
    private const int Short = 90;
    private const int Full = 1000;
    private const string Mark = "<!-- written by the fault suite -->";

    private readonly string _root = Directory.CreateTempSubdirectory("cekura-faults-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task No_fault_doubles_a_start_loses_a_verdict_leaves_a_call_running_or_turns_a_test_green()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("CEKURA_TRIALS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : Short;
        var outcomes = new ConcurrentBag<TrialOutcome>();
        var failures = new ConcurrentBag<string>();

        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
        {
            var trial = new Trial(number, Path.Combine(_root, number.ToString(CultureInfo.InvariantCulture)));
            var outcome = await trial.RunAsync();
            outcomes.Add(outcome);
            if (outcome is { Started: > 1 } or { Lost: > 0 } or { Running: > 0 } or { ConfirmedEnds: > 1 } or { FalseGreens: > 0 })
            {
                failures.Add($"trial {number}: {outcome}; {string.Join("; ", trial.Disturbances)}");
            }
        });

        Assert.True(failures.IsEmpty, string.Join('\n', failures.Order(StringComparer.Ordinal)));
        Assert.Contains(outcomes, outcome => outcome.Started == 1);
        if (count >= Full)
        {
            Write(outcomes);
        }
    }

    private static void Write(IReadOnlyCollection<TrialOutcome> outcomes)
    {
        var root = typeof(FaultTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "RepositoryDirectory").Value!;
        var path = Path.Combine(root, "docs", "reliability.md");
        var table = new StringBuilder().AppendLine(Mark).AppendLine()
            .AppendLine("| The process ends | Trials | Results started | Started twice | Verdicts lost | Calls left running | Ended twice | False greens |")
            .AppendLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var group in outcomes.GroupBy(outcome => outcome.Ending).OrderBy(group => group.Key))
        {
            table.AppendLine(CultureInfo.InvariantCulture, $"| {Name(group.Key)} | {group.Count()} | {group.Sum(o => o.Started)} | {group.Count(o => o.Started > 1)} | {group.Sum(o => o.Lost)} | {group.Sum(o => o.Running)} | {group.Count(o => o.ConfirmedEnds > 1)} | {group.Sum(o => o.FalseGreens)} |");
        }

        var parts = File.ReadAllText(path).Split(Mark);
        File.WriteAllText(path, $"{parts[0]}{table.AppendLine()}{Mark}{parts[2]}");
    }

    private static string Name(Ending ending) => ending switch
    {
        Ending.Ordinary => "by itself",
        Ending.Cancelled => "cancelled in the middle",
        _ => "killed at a request",
    };
}
