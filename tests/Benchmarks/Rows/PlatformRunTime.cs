using Cekura.Benchmarks.Bench;
using Cekura.Benchmarks.Report;

namespace Cekura.Benchmarks.Rows;

/// <summary>How long many pairs take on Microsoft.Testing.Platform whose conversations take no time.</summary>
internal sealed class PlatformRunTime : IRow
{
    private const double Limit = 0.8;

    public string Id => "M2";

    public string What => "Run 10,000 pairs on Microsoft.Testing.Platform, transcripts of failed tests only";

    public async Task<RowResult> MeasureAsync(Workbench bench, CancellationToken cancellationToken)
    {
        var cases = bench.Options.Cases;
        var sides = new Dictionary<string, Func<Task<CommandResult>>>();
        foreach (var framework in Frameworks.OnPlatform)
        {
            var project = await bench.ProjectAsync(framework, cases, cancellationToken);
            sides[framework.Name] = async () => Times.Passed(await project.TestAsync([], cancellationToken), cases);
        }

        var ours = await bench.ProjectAsync(CekuraFramework.OnPlatform, cases, cancellationToken);
        await using var emulator = await ServedEmulator.StartAsync(bench, Matrix.Seed(cases, _ => Replay.Short), cancellationToken);
        sides[CekuraFramework.OnPlatform.Name] = async () =>
        {
            await emulator.ResetAsync(cancellationToken);
            return Times.Passed(await ours.TestAsync(emulator.Settings("Failed"), cancellationToken), cases);
        };
        return Times.Result(this, await Race.RunAsync(bench.Options.Rounds, sides), Limit) with
        {
            Remarks =
                "Cekura starts the runs, sees them end, reads each in full, judges it, remembers it and puts it into the report, while the emulator that holds them works on the same cores.",
        };
    }
}
