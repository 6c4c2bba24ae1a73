using System.Globalization;
using Cekura.Benchmarks.Bench;
using Cekura.Benchmarks.Report;

namespace Cekura.Benchmarks.Rows;

/// <summary>How much memory the test host needs when every conversation is long, and whether it grows with their number.</summary>
internal sealed class PeakMemory(string id, string where, IFramework framework) : IRow
{
    private const double Megabyte = 1024 * 1024;
    private const double Limit = 300;
    private const double Growth = 1.3;

    public string Id => id;

    public string What => $"Peak memory of the {where}, 10,000 pairs with transcripts of 20 KB";

    public async Task<RowResult> MeasureAsync(Workbench bench, CancellationToken cancellationToken)
    {
        var sides = new Dictionary<string, Func<Task<CommandResult>>>();
        var emulators = new List<ServedEmulator>();
        try
        {
            foreach (var cases in new[] { bench.Options.Cases, bench.Options.Cases / 10 })
            {
                var project = await bench.ProjectAsync(framework, cases, cancellationToken);
                var emulator = await ServedEmulator.StartAsync(bench, Matrix.Seed(cases, _ => Replay.Long), cancellationToken);
                emulators.Add(emulator);
                sides[NameOf(cases)] = async () =>
                {
                    project.PutResultsAway();
                    await emulator.ResetAsync(cancellationToken);
                    return Times.Passed(await project.TestAsync(emulator.Settings("All"), cancellationToken), cases);
                };
            }

            return Result(bench.Options.Cases, await Race.RunAsync(bench.Options.Rounds, sides));
        }
        finally
        {
            foreach (var emulator in emulators)
            {
                await emulator.DisposeAsync();
            }
        }
    }

    private RowResult Result(int cases, IReadOnlyDictionary<string, List<CommandResult>> raced)
    {
        var measured = raced
            .Select(side => new Measurement(
                side.Key,
                "MB",
                [
                    .. side.Value.Select(result =>
                        (result.PeakBytes ?? throw new PlatformNotSupportedException("The memory of a test host is known on Linux only."))
                        / Megabyte
                    ),
                ]
            ))
            .ToList();
        var (many, few) = (measured.Single(side => side.Name == NameOf(cases)), measured.Single(side => side.Name == NameOf(cases / 10)));
        return new RowResult
        {
            Id = Id,
            What = What,
            Target = string.Create(CultureInfo.InvariantCulture, $"≤ {Limit} MB and ≤ {Growth} × that of 1,000 pairs"),
            Reached = string.Create(CultureInfo.InvariantCulture, $"{many.Median:0} MB, {many.Over(few):0.00} × that of 1,000 pairs"),
            IsMet = many.Median <= Limit && many.Over(few) <= Growth,
            Measurements = measured,
            Baseline = few.Name,
        };
    }

    private static string NameOf(int cases) => string.Create(CultureInfo.InvariantCulture, $"{cases:#,0} pairs");
}
