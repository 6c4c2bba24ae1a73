using System.Text.Json.Nodes;
using Cekura.Manifests.Settings;
using Cekura.Runs.Session;
using Cekura.Runs.Watch;

namespace Cekura.Simulation;

/// <summary>
/// Two hundred runs that have to share ten slots although they are several results: how long that takes, against how long it must.
/// </summary>
internal static class SlotSimulation
{
    private const int Runs = 200;
    private const int Limit = 10;

    /// <summary>Simulates sessions, of four to eight results each.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="sessions">How many.</param>
    /// <param name="seed">Seed of the durations.</param>
    /// <param name="known">Whether the sessions know how long the runs lasted the last time.</param>
    public static async Task<SlotOutcome> RunAsync(PollSchedule schedule, int sessions, int seed, bool known)
    {
        var ratios = new List<double>();
        var (starts, requests, most) = (0.0, 0.0, 0);
        for (var session = 0; session < sessions; session++)
        {
            var random = new Random(seed + session);
            var results = 4 + (session % 5);
            var calls = Enumerable
                .Range(0, Runs + 1)
                .Select(_ => new SimulatedCall(20 + (random.NextDouble() * 100), 5 + (random.NextDouble() * 25)))
                .ToArray();
            var cases = Enumerable
                .Range(1, Runs)
                .Select(scenario => SimulatedSession.Case(scenario) with { Options = Options(scenario % results) })
                .ToList();
            var outcome = await SimulatedSession.RunAsync(
                cases,
                new CekuraSettings { ConcurrencyLimit = Limit },
                time => new SessionOptions
                {
                    Suite = "S",
                    Schedule = schedule,
                    Time = time,
                    Random = new Random(seed),
                    Durations = Task.FromResult<IReadOnlyDictionary<string, TimeSpan>>(
                        known
                            ? cases.ToDictionary(one => one.FullyQualifiedName, one => TimeSpan.FromSeconds(calls[one.ScenarioId].Talk))
                            : []
                    ),
                },
                scenario => calls[scenario],
                int.MaxValue
            );
            ratios.Add(outcome.Runs.Max(run => run.Ends) / Ideal(calls));
            starts += outcome.Starts;
            requests += outcome.Polls + outcome.Details;
            most = Math.Max(most, outcome.MostAtOnce);
        }

        ratios.Sort();
        return new SlotOutcome(
            ratios[ratios.Count / 2],
            ratios[(int)(0.95 * (ratios.Count - 1))],
            starts / sessions,
            requests / sessions,
            most
        );
    }

    /// <summary>Nothing can be faster: every slot is busy all the time, or the longest run goes on from start to end.</summary>
    private static double Ideal(SimulatedCall[] calls) =>
        Math.Max(calls.Skip(1).Max(call => call.Talk + call.Scoring), calls.Skip(1).Sum(call => call.Talk + call.Scoring) / Limit);

    private static JsonObject Options(int result) => new() { ["websocket_url"] = $"wss://agent.example/{result}" };
}
