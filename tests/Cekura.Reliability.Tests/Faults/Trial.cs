using Cekura.Client;
using Cekura.Emulator;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Runs.Session;
using Cekura.Runs.Starts;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;
using Cekura.Testing;

namespace Cekura.Reliability.Tests.Faults;

/// <summary>One session in one situation against a service that misbehaves, with whoever comes after it.</summary>
internal sealed class Trial(Situation situation, IReadOnlyList<Disturbance> disturbances, string stateDirectory) : IAsyncDisposable
{
    private readonly VirtualTime _time = new();
    private readonly List<HttpMessageHandler> _handlers = [];
    private readonly IReadOnlyList<ScenarioCase> _cases = Clinic.CasesOf(situation);
    private readonly IReadOnlyList<Disturbance> _disturbances = [.. situation.Always, .. disturbances];
    private Verdicts _verdicts = new();
    private CekuraEmulator? _service;
    private int _reported;
    private TimeSpan _took;

    /// <summary>All that was sent.</summary>
    public Traffic Traffic { get; } = new(situation.Always.Concat(disturbances).Where(disturbance => disturbance.IsGarbling));

    /// <summary>Lines that the session wanted to write to its journal.</summary>
    public int Lines { get; private set; }

    /// <summary>What the session and its successor said last about each case, for people who look for a mistake.</summary>
    public string Story =>
        string.Join(
            "\n    ",
            _verdicts
                .ByName.Select(pair => $"{pair.Key}: {pair.Value.Outcome} {pair.Value.Message?.ReplaceLineEndings(" ")}")
                .Concat(_verdicts.Messages)
                .Append(string.Join(", ", Traffic.Calls))
        );

    public Task<TrialOutcome> RunAsync() =>
        _time.RunAsync(async () =>
        {
            try
            {
                return await PlayAsync();
            }
            finally
            {
                // On its own clock, on which it ends what it is doing.
                await DisposeAsync();
            }
        });

    public async ValueTask DisposeAsync()
    {
        if (_service is { } service)
        {
            _service = null;
            await service.DisposeAsync();
            _handlers.ForEach(handler => handler.Dispose());
        }
    }

    private CekuraEmulator Service => _service!;

    private async Task<TrialOutcome> PlayAsync()
    {
        var injected = _disturbances.Where(disturbance => !disturbance.IsGarbling).Select(disturbance => disturbance.ToJson()).ToArray();
        _service = new CekuraEmulator(Clinic.Seed(situation), new EmulatorOptions { TimeProvider = _time });
        using var witness = Connect(new Wire(Service.CreateHandler(), new Traffic([])));
        var foreign = (
            await witness.Scenarios.RunTextAsync(
                new RunTextRequest
                {
                    AgentId = Clinic.Agent,
                    ScenarioIds = [Clinic.Foreign],
                    Name = "Clinic of somebody else",
                }
            )
        ).Id;

        Service.Reload(Clinic.Seed(situation, injected));
        var journal = await BeginAsync();
        await SucceedAsync(journal);

        Service.Reload(Clinic.Seed(situation));
        var results = await SettledAsync(witness, foreign);
        var started = results.Count > 0;
        var unknown = started ? _verdicts.ByName.Values.Count(IsUnknown) : 0;
        return new TrialOutcome(
            results.Count,
            Math.Max(0, results.Count - 1 - _reported),
            situation.Concludes ? Lost(started) : 0,
            unknown,
            unknown > 0 ? 0 : results.Count(OrphanEnder.IsActive),
            Traffic.EffectiveEnds,
            Traffic.Ends.Count(path => path.Contains($"/results/{foreign}/", StringComparison.Ordinal)),
            _verdicts.ByName.Count(pair => pair.Value.Outcome == Outcome.Passed && !(started && situation.Passes(pair.Key))),
            IsLate ? 1 : 0,
            disturbances.All(disturbance => Traffic.Calls.Count(call => call == disturbance.Call) > disturbance.After)
        );
    }

    /// <summary>The first process, until it ends or is killed; gives its journal.</summary>
    private async Task<string> BeginAsync()
    {
        var strike = situation.Interruption;
        using var stop = new CancellationTokenSource(situation.CancelAfter ?? Timeout.InfiniteTimeSpan, _time);
        var wire = Keep(
            new Wire(Service.CreateHandler(), Traffic, strike?.What == Strike.GuardKilled ? null : strike)
            {
                Struck = strike?.What == Strike.Cancelled ? stop.Cancel : null,
            }
        );
        using var client = Connect(wire);
        using var journal = StartJournal.Create(stateDirectory, Head(), (file, line) => Write(file, line, wire));
        var began = _time.GetTimestamp();
        var session = RunAsync(client, journal, earlier: null, stop.Token);
        var killed = Task.Delay(strike?.What == Strike.GuardKilled ? TimeSpan.FromSeconds(8) : Timeout.InfiniteTimeSpan, _time);
        if (await Task.WhenAny(session, wire.Dead, killed) == session)
        {
            try
            {
                await session;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
        }

        _took = _time.GetElapsedTime(began);
        wire.Kill();
        return journal.Path;
    }

    /// <summary>Whoever comes after it. After an orderly end there is nothing left to do, and it must know.</summary>
    private async Task SucceedAsync(string journal)
    {
        var killsGuard = situation.Interruption?.What == Strike.GuardKilled;
        if (situation.Successor == Successor.Guard)
        {
            using var death = new CancellationTokenSource();
            using var client = Connect(
                Keep(
                    new Wire(Service.CreateHandler(), Traffic, killsGuard ? situation.Interruption : null)
                    {
                        Struck = death.Cancel,
                        Unwind = death.Token,
                    }
                ),
                attempts: 1
            );
            try
            {
                await new RunGuard(_ => client, _time).EndAsync(client, journal, death.Token);
            }
            catch (OperationCanceledException) when (death.IsCancellationRequested) { }
        }

        if (situation.Successor == Successor.SecondAttempt)
        {
            // What was reported is started again when it is asked for again.
            using (var earlier = OrphanedJournal.TryClaim(journal))
            {
                _reported = earlier?.Starts.Count(start => start.State == StartState.Over) ?? 0;
            }

            await TryAgainAsync();
        }

        // The next test runs of this machine.
        for (var sweep = 0; sweep < 3 && (killsGuard || situation.Successor != Successor.Guard); sweep++)
        {
            using var client = Connect(Keep(new Wire(Service.CreateHandler(), Traffic)));
            await foreach (var _ in new OrphanSweep(client, Service.BaseAddress, _time).RunAsync(stateDirectory)) { }
        }
    }

    private async Task TryAgainAsync()
    {
        _verdicts = new Verdicts();
        using var client = Connect(Keep(new Wire(Service.CreateHandler(), Traffic)));
        using var earlier = EarlierStarts.Claim(stateDirectory, Head(), Reuse.InFlight, _time);
        using var journal = StartJournal.Create(stateDirectory, Head());
        await earlier.EndOthersAsync(client, [_cases], concurrencyLimit: null);
        await RunAsync(client, journal, earlier, CancellationToken.None);
    }

    private Task RunAsync(CekuraClient client, StartJournal journal, EarlierStarts? earlier, CancellationToken cancellationToken)
    {
        var settings = new CekuraSettings
        {
            ApiUrl = Service.BaseAddress,
            TimeoutSeconds = situation.BatchTimeout,
            StopWhenDecided = situation.StopWhenDecided,
        };
        var options = new SessionOptions
        {
            Suite = "Clinic",
            Schedule = new PollSchedule(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)),
            Journal = journal,
            Earlier = earlier,
            Time = _time,
        };
        return new RunSession(client, settings, _verdicts, options).RunAsync(_cases, cancellationToken);
    }

    private void Write(FileStream file, string line, Wire wire)
    {
        Lines++;
        Moment? strike =
            situation.Interruption is { At: Place.Line } interruption && interruption.Number == Lines ? interruption.Moment : null;
        if (strike == Moment.Before)
        {
            wire.Kill();
        }

        if (wire.IsDead)
        {
            return;
        }

        if (strike == Moment.Within)
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(line[..(line.Length / 2)]));
        }
        else
        {
            JournalFiles.Append(file, line);
        }

        if (strike is not null)
        {
            wire.Kill();
        }
    }

    /// <summary>What was asked to end takes a moment to; what nobody asked goes on for ever.</summary>
    private async Task<List<Result>> SettledAsync(CekuraClient client, long foreign)
    {
        var results = await ListAsync();
        for (var look = 0; look < 100 && results.Exists(OrphanEnder.IsActive); look++)
        {
            await Task.Delay(TimeSpan.FromSeconds(2), _time);
            results = await ListAsync();
        }

        return results;

        async Task<List<Result>> ListAsync() =>
            await client.Results.ListAsync(new ResultQuery { AgentId = Clinic.Agent }).Where(result => result.Id != foreign).ToListAsync();
    }

    // How long a start whose answer was lost is looked for is another matter.
    private bool IsLate =>
        _took > situation.Within && !disturbances.Any(disturbance => disturbance.Call.IsStart || disturbance.Call.Path == "results/");

    /// <summary>What a start created has to be judged, whatever happened to the answers.</summary>
    private int Lost(bool started) =>
        _cases.Count
        - _verdicts.ByName.Count
        + _verdicts.Twice
        + (
            started
                ? _verdicts.ByName.Count(pair =>
                    !IsUnknown(pair.Value) && (pair.Value.Outcome != Expected(pair.Key) || pair.Value.Runs.Any(run => run.Run is null))
                )
                : 0
        );

    private Outcome Expected(string displayName) => situation.Passes(displayName) ? Outcome.Passed : Outcome.Failed;

    /// <summary>Its start got no answer, and in this mode nothing can be looked for by its name.</summary>
    private bool IsUnknown(CaseVerdict verdict) => situation.Form == Form.WebSocket && verdict.Runs.Any(run => run.Rule == "V06");

    private JournalHead Head() => new("Clinic", "/clinic", Service.BaseAddress, _time.GetUtcNow());

    private T Keep<T>(T handler)
        where T : HttpMessageHandler
    {
        _handlers.Add(handler);
        return handler;
    }

    private CekuraClient Connect(HttpMessageHandler handler, int? attempts = null) =>
        new(
            new CekuraClientOptions
            {
                BaseAddress = Service.BaseAddress,
                ApiKey = "test-key",
                TimeProvider = _time,
                Retry = attempts is { } most ? new RetryOptions { MaxAttempts = most } : new RetryOptions(),
            },
            handler
        );
}
