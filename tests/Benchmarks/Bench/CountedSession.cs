using System.Text;
using Cekura.Client;
using Cekura.Emulator;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.Listening;
using Cekura.Runs.Session;
using Cekura.Runs.Verdict;

namespace Cekura.Benchmarks.Bench;

/// <summary>A session over an emulator in this process, with what it sent and when its first case finished.</summary>
/// <param name="Starts">Requests that started runs.</param>
/// <param name="Polls">Looks at the result or its runs.</param>
/// <param name="Details">Reads of runs in full.</param>
/// <param name="Others">Any other request.</param>
/// <param name="FirstResult">From the start of the session to its first verdict.</param>
internal sealed record CountedSession(int Starts, int Polls, int Details, int Others, TimeSpan FirstResult)
{
    /// <param name="cases">How many pairs.</param>
    /// <param name="replay">What each conversation is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static Task<CountedSession> RunAsync(int cases, Replay replay, CancellationToken cancellationToken) =>
        RunAsync(cases, _ => replay, cancellationToken);

    /// <param name="cases">How many pairs.</param>
    /// <param name="replay">What the conversations of a scenario are.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<CountedSession> RunAsync(int cases, Func<int, Replay> replay, CancellationToken cancellationToken)
    {
        await using var emulator = new CekuraEmulator(
            EmulatorSeed.Parse(Encoding.UTF8.GetBytes(Matrix.Seed(cases, replay)), "benchmark.seed.json"),
            new EmulatorOptions { MaxConcurrentConversations = cases }
        );
        using var handler = new CountingHandler(emulator.CreateHandler());
        using var client = new CekuraClient(new CekuraClientOptions { BaseAddress = emulator.BaseAddress, ApiKey = "benchmark" }, handler);
        var listener = new FirstVerdict();
        var session = new RunSession(client, new CekuraSettings { MaxRuns = cases }, listener, new SessionOptions { Suite = "Benchmark" });
        await session.RunAsync(Cases(cases), cancellationToken);
        return listener.Finished == cases
            ? new CountedSession(handler.Starts, handler.Polls, handler.Details, handler.Others, listener.First)
            : throw new InvalidOperationException($"{listener.Finished} of {cases} cases passed.");
    }

    private static IReadOnlyList<ScenarioCase> Cases(int cases)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, Matrix.Manifest(cases));
            return CaseMatrix.Expand(new ManifestReader().Read(file, file).Manifest!, new CekuraSettings());
        }
        finally
        {
            File.Delete(file);
        }
    }

    private sealed class FirstVerdict : ICaseListener
    {
        private readonly long _began = TimeProvider.System.GetTimestamp();
        private int _finished;

        public int Finished => _finished;

        public TimeSpan First { get; private set; }

        public void Started(ScenarioCase scenarioCase) { }

        public Task FinishedAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
        {
            if (verdict.Outcome == Outcome.Passed && Interlocked.Increment(ref _finished) == 1)
            {
                First = TimeProvider.System.GetElapsedTime(_began);
            }

            return Task.CompletedTask;
        }

        public void Message(MessageSeverity severity, string text) { }
    }
}
