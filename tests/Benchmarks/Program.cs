using System.CommandLine;
using BenchmarkDotNet.Running;
using Cekura.Benchmarks.Bench;
using Cekura.Benchmarks.Report;
using Cekura.Benchmarks.Rows;

// Measures what docs/performance.md says, and writes that page.
var rows = new Option<string?>("--rows") { Description = "Rows to measure, for example P1,P2; all without it." };
var rounds = new Option<int>("--rounds") { Description = "How often each side of a comparison is measured.", DefaultValueFactory = _ => 5 };
var quick = new Option<bool>("--quick")
{
    Description = "A tenth of the size and one round: shows that everything works, and writes no page.",
};
var micro = new Option<bool>("--micro") { Description = "Measures the hot functions alone, with BenchmarkDotNet." };
var command = new RootCommand("Measures the adapter beside other test frameworks, and writes docs/performance.md.")
{
    rows,
    rounds,
    quick,
    micro,
};
command.SetAction(
    async (parsed, cancellationToken) =>
    {
        if (parsed.GetValue(micro))
        {
            BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).RunAll();
            return 0;
        }

        var wanted = parsed.GetValue(rows)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var measured = RowList.All.Where(row => wanted is null || wanted.Contains(row.Id, StringComparer.OrdinalIgnoreCase)).ToList();
        if (measured.Count == 0)
        {
            await Console.Error.WriteLineAsync($"There are the rows {string.Join(", ", RowList.All.Select(row => row.Id))}.");
            return 2;
        }

        var options = parsed.GetValue(quick) ? BenchOptions.Quick : new BenchOptions(parsed.GetValue(rounds), Cases: 10_000);
        await using var bench = new Workbench(options);
        var kept = ResultFile.Read(bench.Repository);
        foreach (var row in measured)
        {
            Console.WriteLine($"{row.Id} {row.What}");
            var result = await row.MeasureAsync(bench, cancellationToken);
            Console.WriteLine(result.ToString());
            kept = kept.With(result);
            if (!parsed.GetValue(quick))
            {
                kept.Write(bench.Repository);
                PerformancePage.Write(bench.Repository, kept);
            }
        }

        return 0;
    }
);
return await command.Parse(args).InvokeAsync();
