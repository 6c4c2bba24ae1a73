using Cekura.Client;
using Cekura.Emulator;
using Cekura.Runs;
using Cekura.Runs.Guard;
using Cekura.Runs.Journal;
using Cekura.Runs.Leases;
using Cekura.Runs.Settings;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;

namespace Cekura.Reliability.Tests.Faults;

/// <summary>One session against a service that misbehaves, all of it decided by a number.</summary>
internal sealed class Trial(int number, string stateDirectory)
{
    private readonly FastTime _time = new();
    private readonly Verdicts _verdicts = new();

    /// <summary>What is going to go wrong.</summary>
    public IReadOnlyList<Disturbance> Disturbances { get; private set; } = [];

    public async Task<TrialOutcome> RunAsync()
    {
        var random = new Random(number);
        Disturbances = [.. Enumerable.Range(0, random.Next(1, 3)).Select(index => Disturbance.Of(index == 0 ? number : random.Next(1000), random))];
        // Each ending meets each fault, and the short form every ending.
        var ending = (Ending)((number + (number / 45)) % 3);
        var faults = Disturbances.Select(disturbance => disturbance.ToJson()).ToArray();
        await using var emulator = new CekuraEmulator(ending == Ending.Ordinary ? Clinic.Seed(faults) : Clinic.Endless(faults), new EmulatorOptions { TimeProvider = _time });
        using var wire = new Wire(emulator.CreateHandler()) { KillAt = ending == Ending.Killed ? random.Next(1, 7) : 0, AfterEffect = random.Next(2) == 0 };
        using var again = new Wire(emulator.CreateHandler());
        using var client = Connect(emulator, wire);
        using var later = Connect(emulator, again);

        await RunAsync(client, wire, later, emulator, ending, random);

        emulator.Reload(ending == Ending.Ordinary ? Clinic.Seed() : Clinic.Endless());
        var results = await SettledAsync(later);
        return new TrialOutcome(
            ending,
            results.Count,
            _verdicts.ByName.Count,
            ending == Ending.Ordinary ? Lost(results.Count) : 0,
            results.Count(StartEnd.IsActive),
            wire.ConfirmedEnds + again.ConfirmedEnds,
            _verdicts.ByName.Count(pair => pair.Value.Outcome == Outcome.Passed && !(Passes(pair.Key) && results.Count > 0 && ending == Ending.Ordinary)));
    }

    /// <summary>What was asked to end takes a moment to; what nobody asked goes on for ever.</summary>
    private async Task<List<Result>> SettledAsync(CekuraClient client)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(2), _time);
        var results = await ListAsync();
        for (var look = 0; look < 100 && results.Exists(StartEnd.IsActive); look++)
        {
            await tick.WaitForNextTickAsync();
            results = await ListAsync();
        }

        return results;

        async Task<List<Result>> ListAsync() => await client.Results.ListAsync(new ResultQuery { AgentId = 12 }).ToListAsync();
    }

    private async Task RunAsync(CekuraClient client, Wire wire, CekuraClient later, CekuraEmulator emulator, Ending ending, Random random)
    {
        string journalPath;
        using (var journal = StartJournal.Create(stateDirectory, new JournalHead("Clinic", "/clinic", emulator.BaseAddress, _time.GetUtcNow())))
        {
            journalPath = journal.Path;
            using var stop = new CancellationTokenSource(ending == Ending.Cancelled ? TimeSpan.FromSeconds(random.Next(0, 20)) : Timeout.InfiniteTimeSpan, _time);
            var options = new SessionOptions
            {
                Suite = "Clinic",
                Schedule = new PollSchedule(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)),
                Journal = journal,
                Time = _time,
            };
            var session = new RunSession(client, new CekuraSettings { ApiUrl = emulator.BaseAddress, TimeoutSeconds = 1800 }, _verdicts, options).RunAsync(Clinic.Cases, stop.Token);
            try
            {
                await await Task.WhenAny(session, wire.Dead);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
            }
        }

        // After an orderly end there is nothing left to do for it, and it must know.
        await new RunGuard(_ => later, _time).EndAsync(later, journalPath, CancellationToken.None);
    }

    /// <summary>What a start created has to be judged, whatever happened to the answers.</summary>
    private int Lost(int results) =>
        Clinic.Cases.Count - _verdicts.ByName.Count + _verdicts.Twice
        + (results == 0 ? 0 : _verdicts.ByName.Count(pair => pair.Value.Outcome != (Passes(pair.Key) ? Outcome.Passed : Outcome.Failed) || pair.Value.Runs.Any(run => run.Run is null)));

    private static bool Passes(string name) => name.StartsWith("Book", StringComparison.Ordinal);

    private CekuraClient Connect(CekuraEmulator emulator, HttpMessageHandler handler) =>
        new(new CekuraClientOptions { BaseAddress = emulator.BaseAddress, ApiKey = "test-key", TimeProvider = _time }, handler);
}
