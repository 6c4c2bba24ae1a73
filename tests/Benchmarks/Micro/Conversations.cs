using System.Text;
using BenchmarkDotNet.Attributes;
using Cekura.Benchmarks.Bench;
using Cekura.Client;
using Cekura.Emulator;
using Cekura.Manifests.Settings;
using Cekura.Reports.Summary;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Benchmarks.Micro;

/// <summary>From the answer of the service to what a test shows: 50 runs with conversations of 20 KB.</summary>
[MemoryDiagnoser]
public class Conversations
{
    private readonly RunJudge _judge = new(VerdictRules.From(new CekuraSettings()));
    private readonly TranscriptDocument _document = new(DashboardLink.WithoutProject);

    private CekuraClient _client = null!;
    private long[] _ids = [];
    private RunVerdict _verdict = null!;

    [GlobalSetup]
    public async Task RunAsync()
    {
        var emulator = new CekuraEmulator(
            EmulatorSeed.Parse(Encoding.UTF8.GetBytes(Matrix.Seed(Matrix.Personalities, _ => Replay.Long)), "benchmark.seed.json")
        );
        using var recorded = new RecordedAnswer(emulator.CreateHandler());
        using var live = Client(emulator, recorded);
        var started = await live.Scenarios.RunTextAsync(
            new RunTextRequest
            {
                ScenarioIds = [1],
                AgentId = 12,
                PersonalityIds = [.. Enumerable.Range(1, Matrix.Personalities).Select(id => (long)id)],
            }
        );
        _ids = [.. started.Runs.Select(run => run.Id)];
        while ((await live.Runs.GetManyAsync(_ids)).Any(run => run.Status != RunStatus.Completed))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }

        _client = Client(emulator, new RecordedAnswer(inner: null) { Body = recorded.Body });
        _verdict = Judge((await ReadAsync())[0]);
    }

    [Benchmark]
    public Task<IReadOnlyList<Run>> ReadAsync() => _client.Runs.GetManyAsync(_ids);

    [Benchmark]
    public string Render() => _document.Write(_verdict);

    private RunVerdict Judge(Run run) => _judge.Judge(run, [], WatchEnd.Settled);

    private static CekuraClient Client(CekuraEmulator emulator, HttpMessageHandler handler) =>
        new(new CekuraClientOptions { BaseAddress = emulator.BaseAddress, ApiKey = "benchmark" }, handler);
}
