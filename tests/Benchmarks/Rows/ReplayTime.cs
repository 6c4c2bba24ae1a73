using System.Globalization;
using Cekura.Benchmarks.Bench;
using Cekura.Benchmarks.Report;
using Cekura.Models.Options;
using Cekura.Testing;

namespace Cekura.Benchmarks.Rows;

/// <summary>Conversations whose caller and judge come from cassettes, beside those of a caller with a script.</summary>
internal sealed class ReplayTime : IRow
{
    private const double Limit = 1.2;
    private const int Scenarios = 50;

    // As many as a served emulator holds with ease; each waits only for the agent.
    private const int Concurrent = 50;

    public string Id => "L2";

    public string What => "Conversations of 6 turns from cassettes, beside the scripted caller";

    public async Task<RowResult> MeasureAsync(Workbench bench, CancellationToken cancellationToken)
    {
        await using var agent = await LoopbackAgent.StartAsync(cancellationToken);
        var folder = Directory.CreateTempSubdirectory("cekura-benchmark-").FullName;
        var starts = bench.Options.Cases / 10 / Scenarios;
        var (played, scripted) = (
            PlayedSeed.Of(agent.Address, Scenarios, isPlayed: true, Concurrent),
            PlayedSeed.Of(agent.Address, Scenarios, isPlayed: false, Concurrent)
        );
        var (replays, scripts) = (new List<PlayedBatch>(), new List<PlayedBatch>());
        try
        {
            await using (var stub = await ModelStub.StartAsync(PlayedSeed.Play(TimeSpan.Zero)))
            {
                var record = new ModelSettings { Url = stub.Address, Cassette = CassetteMode.Record };
                await PlayedBatch.HoldAsync(played, folder, record, Scenarios, starts: 1, cancellationToken);
            }

            // One round before the others warms both sides up.
            for (var round = 0; round <= bench.Options.Rounds; round++)
            {
                var replay = await PlayedBatch.HoldAsync(
                    played,
                    folder,
                    new() { Cassette = CassetteMode.Replay },
                    Scenarios,
                    starts,
                    cancellationToken
                );
                var script = await PlayedBatch.HoldAsync(
                    scripted,
                    folder,
                    new() { Cassette = CassetteMode.Off },
                    Scenarios,
                    starts,
                    cancellationToken
                );
                if (round > 0)
                {
                    replays.Add(replay);
                    scripts.Add(script);
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        var cassettes = new Measurement("from cassettes", "s", [.. replays.Select(one => one.Wall.TotalSeconds)]);
        var scriptedTime = new Measurement("scripted", "s", [.. scripts.Select(one => one.Wall.TotalSeconds)]);
        var ratio = cassettes.Over(scriptedTime);
        return new RowResult
        {
            Id = Id,
            What = What,
            Target = string.Create(CultureInfo.InvariantCulture, $"≤ {Limit} × the scripted caller"),
            Reached = string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00} × the scripted caller"),
            IsMet = ratio <= Limit,
            Measurements =
            [
                cassettes,
                scriptedTime,
                new Measurement("from cassettes, of a processor", "s", [.. replays.Select(one => one.Processor.TotalSeconds)]),
                new Measurement("scripted, of a processor", "s", [.. scripts.Select(one => one.Processor.TotalSeconds)]),
            ],
            Baseline = scriptedTime.Name,
            Remarks = string.Create(
                CultureInfo.InvariantCulture,
                $"{Scenarios * starts} conversations of {Scenarios} scenarios, {Concurrent} at once. From cassettes come three turns of the caller and the judgement of an outcome; the scripted caller's is a rule. Agent and emulator share one process."
            ),
        };
    }
}
