using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.Listening;
using Cekura.Runs.Session;
using Cekura.Runs.Verdict;
using Cekura.Testing;

namespace Cekura.Simulation;

/// <summary>
/// A whole session against the simulated service, on a clock that jumps from timer to timer: hours take milliseconds, and every run of it
/// is the same.
/// </summary>
internal static class SimulatedSession
{
    /// <summary>Runs the cases and says when each result was there.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="options">Makes the session's options, given its clock.</param>
    /// <param name="calls">How long the runs of a scenario take.</param>
    /// <param name="planLimit">Runs of one request that the account's plan lets go on at once.</param>
    public static async Task<SimulatedOutcome> RunAsync(
        IReadOnlyList<ScenarioCase> cases,
        CekuraSettings settings,
        Func<TimeProvider, SessionOptions> options,
        Func<long, SimulatedCall> calls,
        int planLimit
    )
    {
        var time = new VirtualTime();
        await using var service = new SimulatedService(
            cases.Select(one => one.ScenarioId).Distinct().ToDictionary(scenario => scenario, calls),
            planLimit,
            time
        );
        using var client = new CekuraClient(
            new CekuraClientOptions
            {
                BaseAddress = service.Address,
                ApiKey = "simulated",
                TimeProvider = time,
            },
            service
        );
        var heard = new Arrivals(service);
        var session = new RunSession(client, settings, heard, options(time));
        await time.RunAsync(() => session.RunAsync(cases));
        return new SimulatedOutcome(await service.RunsAsync(), heard.Times, service.Starts, service.Polls, service.Details);
    }

    /// <summary>A case without anything but its scenario.</summary>
    /// <param name="scenario">Id of the scenario.</param>
    /// <param name="mode">Its mode.</param>
    public static ScenarioCase Case(long scenario, string mode = "text") =>
        new()
        {
            FullyQualifiedName = $"S.{scenario}",
            DisplayName = $"{scenario}",
            ScenarioId = scenario,
            ScenarioName = $"{scenario}",
            Mode = mode,
            Location = new SourceLocation("cekura.json", 1, 1),
        };

    private sealed class Arrivals(SimulatedService service) : ICaseListener
    {
        public Dictionary<string, double> Times { get; } = [];

        public void Started(ScenarioCase scenarioCase) { }

        public Task FinishedAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
        {
            if (verdict.Outcome != Outcome.Passed)
            {
                throw new InvalidOperationException(
                    $"{scenarioCase.DisplayName} {verdict.Outcome}: a simulated run passes, so the simulation is wrong."
                );
            }

            Times.Add(scenarioCase.FullyQualifiedName, service.Now);
            return Task.CompletedTask;
        }

        public void Message(MessageSeverity severity, string text) { }
    }
}
