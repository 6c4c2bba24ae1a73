using System.Globalization;
using System.Text;

namespace Cekura.Benchmarks.Report;

/// <summary>Writes <c>docs/performance.md</c>.</summary>
internal static class PerformancePage
{
    private const string Opening = """
        # Performance

        How long people wait, measured beside the test frameworks that they know. Written by `tests/Benchmarks`; not by hand.

        ```sh
        dotnet run -c Release --project tests/Benchmarks                       # everything, about an hour
        dotnet run -c Release --project tests/Benchmarks -- --rows P1,P2       # some rows; the others keep their numbers
        dotnet run -c Release --project tests/Benchmarks -- --quick            # a tenth of the size, once; writes nothing
        dotnet run -c Release --project tests/Benchmarks -- --micro            # the hot functions alone, with BenchmarkDotNet
        ```

        The command packs this checkout as a release is packed, writes and builds a project of trivial passing tests for each framework, and measures the real
        `dotnet test --no-build`, or what the row names. All sides of a row take turns, round by round, after a round that does not count;
        a ratio is the median of the ratios of the rounds, so what else the machine does meets both sides alike. "Report-only adapter" is an
        adapter of a few lines that lists tests and says that they passed: what the test platform itself costs.

        A *pair* is a scenario with a personality. Pairs run on `cekura emulator`, a process of its own on the same machine, over a real socket.
        Its conversations are canned and take no time, so what is left is what the adapter, the platform and the emulator cost.
        """;

    public static void Write(string repository, ResultFile results)
    {
        var text = new StringBuilder(Opening.ReplaceLineEndings("\n")).Append(
            "\n\n| Row | What | Target | Reached | |\n|---|---|---|---|---|\n"
        );
        foreach (var row in results.Rows)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {row.Id} | {row.What} | {row.Target} | {row.Reached} | {(row.IsMet ? "✅" : "❌")} |\n"
            );
        }

        foreach (var row in results.Rows)
        {
            Section(text, row);
        }

        File.WriteAllText(Path.Combine(repository, "docs", "performance.md"), text.ToString());
    }

    private static void Section(StringBuilder text, RowResult row)
    {
        var baseline = row.Measurements.FirstOrDefault(measurement => measurement.Name == row.Baseline);
        text.Append(CultureInfo.InvariantCulture, $"\n## {row.Id}: {row.What}\n\n");
        if (row.Measurements.Count > 0)
        {
            text.Append(
                baseline is null
                    ? "| | Median | Least | Most |\n|---|---|---|---|\n"
                    : $"| | Median | Least | Most | Of {baseline.Name} |\n|---|---|---|---|---|\n"
            );
        }

        foreach (var one in row.Measurements)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {one.Name} | {Value(one.Median, one.Unit)} | {Value(one.Least, one.Unit)} | {Value(one.Most, one.Unit)} |"
            );
            text.Append(
                baseline is null ? "\n"
                : baseline.Unit == one.Unit ? string.Create(CultureInfo.InvariantCulture, $" {one.Over(baseline):0.00} |\n")
                : " |\n"
            );
        }

        if (row.Remarks is { } remarks)
        {
            text.Append('\n').Append(remarks.TrimEnd('\n')).Append('\n');
        }

        var rounds = row.Measurements.Count == 0 ? 1 : row.Measurements.Max(measurement => measurement.Values.Count);
        var load = row.Load is { } busy ? string.Create(CultureInfo.InvariantCulture, $", load {busy:0.0}") : "";
        text.Append(
            CultureInfo.InvariantCulture,
            $"\n{rounds} {(rounds == 1 ? "round" : "rounds")} on {row.On:yyyy-MM-dd}; {row.Machine}{load}.\n"
        );
    }

    private static string Value(double value, string unit) =>
        string.Create(
                CultureInfo.InvariantCulture,
                $"{(value >= 100 || value == Math.Floor(value) ? value.ToString("0", CultureInfo.InvariantCulture) : value.ToString("0.00", CultureInfo.InvariantCulture))} {unit}"
            )
            .TrimEnd();
}
