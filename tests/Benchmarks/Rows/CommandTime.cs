using System.Diagnostics;
using System.Globalization;
using Cekura.Benchmarks.Bench;
using Cekura.Benchmarks.Report;

namespace Cekura.Benchmarks.Rows;

/// <summary>How long a person waits for the command.</summary>
internal sealed class CommandTime : IRow
{
    private const int Runs = 1000;
    private const double Version = 120;
    private const double List = 400;

    public string Id => "P11";

    public string What => "cekura --version, and runs list of 1,000 runs";

    public async Task<RowResult> MeasureAsync(Workbench bench, CancellationToken cancellationToken)
    {
        await using var emulator = await ServedEmulator.StartAsync(bench, Matrix.Seed(Runs, _ => Replay.Short), cancellationToken);
        using var client = new EmulatorClient(emulator.Address);
        long[] scenarios = [.. Enumerable.Range(1, Runs / Matrix.Personalities)];
        var result = await client.StartAsync(scenarios, [.. Enumerable.Range(1, Matrix.Personalities)], frequency: 1, cancellationToken);
        string[] list =
        [
            "runs",
            "list",
            "--result-id",
            result.ToString(CultureInfo.InvariantCulture),
            "--api-url",
            emulator.Address.OriginalString,
        ];

        var (versions, lists) = (new List<double>(), new List<double>());
        for (var round = 0; round <= bench.Options.Rounds * 3; round++)
        {
            var (version, listed) = (
                await RunAsync(bench, ["--version"], cancellationToken),
                await RunAsync(bench, list, cancellationToken)
            );
            if (round > 0)
            {
                versions.Add(version.TotalMilliseconds);
                lists.Add(listed.TotalMilliseconds);
            }
        }

        var measured = new[] { new Measurement("cekura --version", "ms", versions), new Measurement("cekura runs list", "ms", lists) };
        return new RowResult
        {
            Id = Id,
            What = What,
            Target = string.Create(CultureInfo.InvariantCulture, $"≤ {Version} ms, ≤ {List} ms"),
            Reached = string.Create(CultureInfo.InvariantCulture, $"{measured[0].Median:0} ms, {measured[1].Median:0} ms"),
            IsMet = measured[0].Median <= Version && measured[1].Median <= List,
            Measurements = measured,
            Remarks = "The installed tool, from the start of the process to its end; the list comes from a served emulator.",
        };
    }

    private static async Task<TimeSpan> RunAsync(Workbench bench, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(Command.Start(bench.Feed, bench.Tool, arguments, bench.Environment))!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        var took = Stopwatch.GetElapsedTime(began);
        return process.ExitCode == 0
            ? took
            : throw new InvalidOperationException($"cekura {string.Join(' ', arguments)} ended with {process.ExitCode}: {await output}");
    }
}
