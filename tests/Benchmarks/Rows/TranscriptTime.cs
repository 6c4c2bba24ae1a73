using Cekura.Benchmarks.Bench;
using Cekura.Benchmarks.Report;

namespace Cekura.Benchmarks.Rows;

/// <summary>The same with a transcript for every test.</summary>
internal sealed class TranscriptTime : IRow
{
    private const double Limit = 2;

    public string Id => "P3";

    public string What => "Run 10,000 pairs with a transcript for every test";

    public async Task<RowResult> MeasureAsync(Workbench bench, CancellationToken cancellationToken)
    {
        var cases = bench.Options.Cases;
        var theirs = await bench.ProjectAsync(Frameworks.NUnit, cases, cancellationToken);
        var ours = await bench.ProjectAsync(CekuraFramework.Instance, cases, cancellationToken);
        await using var emulator = await ServedEmulator.StartAsync(bench, Matrix.Seed(cases, _ => Replay.Short), cancellationToken);
        return Times.Result(
            this,
            await Race.RunAsync(
                bench.Options.Rounds,
                new Dictionary<string, Func<Task<CommandResult>>>
                {
                    [Frameworks.NUnit.Name] = async () => Times.Passed(await theirs.TestAsync([], cancellationToken), cases),
                    [CekuraFramework.Instance.Name] = async () =>
                    {
                        ours.PutResultsAway();
                        await emulator.ResetAsync(cancellationToken);
                        return Times.Passed(await ours.TestAsync(emulator.Settings("All"), cancellationToken), cases);
                    },
                }
            ),
            Limit
        );
    }
}
