using Cekura.Manifests.Settings;
using Cekura.Runs.Session;
using Cekura.Runs.Watch;

namespace Cekura.Simulation;

/// <summary>Ten-minute batches of thirty runs, watched on one schedule: how many requests that takes, and how late results are.</summary>
internal static class PollSimulation
{
    /// <summary>Simulates batches of every kind; the same seed gives the same batches to every schedule.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="batches">How many batches, divided among the kinds.</param>
    /// <param name="seed">Seed of the durations.</param>
    public static async Task<PollPoint> RunAsync(PollSchedule schedule, int batches, int seed)
    {
        var cases = Enumerable.Range(1, BatchKind.Runs).Select(scenario => SimulatedSession.Case(scenario)).ToList();
        var delays = new List<double>();
        var (polls, details) = (0.0, 0.0);
        for (var batch = 0; batch < batches; batch++)
        {
            var kind = BatchKind.All[batch % BatchKind.All.Count];
            var calls = kind.Draw(new Random(seed + batch));
            var outcome = await SimulatedSession.RunAsync(
                cases,
                new CekuraSettings(),
                time => new SessionOptions
                {
                    Suite = "S",
                    Schedule = schedule,
                    Time = time,
                    Random = new Random(seed),
                },
                scenario => calls[scenario],
                kind.PlanLimit
            );
            delays.AddRange(outcome.Delays);
            polls += outcome.Polls;
            details += outcome.Details;
        }

        delays.Sort();
        return new PollPoint(polls / batches, details / batches, At(0.5), At(0.95));

        double At(double share) => delays[(int)Math.Min(delays.Count - 1, share * delays.Count)];
    }

    /// <summary>
    /// The fewest looks with which anybody could see 95 % of the runs within <paramref name="delay"/> seconds, knowing every end
    /// beforehand.
    /// </summary>
    /// <param name="delay">The delay, in seconds.</param>
    /// <param name="batches">How many batches, divided among the kinds.</param>
    /// <param name="seed">Seed of the durations.</param>
    public static async Task<double> FewestLooksAsync(double delay, int batches, int seed)
    {
        var looks = 0;
        var cases = Enumerable.Range(1, BatchKind.Runs).Select(scenario => SimulatedSession.Case(scenario)).ToList();
        for (var batch = 0; batch < batches; batch++)
        {
            var kind = BatchKind.All[batch % BatchKind.All.Count];
            var calls = kind.Draw(new Random(seed + batch));
            var outcome = await SimulatedSession.RunAsync(
                cases,
                new CekuraSettings(),
                time => new SessionOptions
                {
                    Suite = "S",
                    Schedule = new PollSchedule(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)),
                    Time = time,
                },
                scenario => calls[scenario],
                kind.PlanLimit
            );
            looks += Covering([.. outcome.Runs.Select(run => run.Ends).Order()], delay);
        }

        return (double)looks / batches;
    }

    // Most ends that so many windows can hold, window after window: the best that ends at or before each end.
    private static int Covering(double[] ends, double window)
    {
        var wanted = (int)Math.Ceiling(0.95 * ends.Length);
        var held = new int[ends.Length + 1];
        for (var looks = 1; ; looks++)
        {
            var next = new int[ends.Length + 1];
            for (var last = 1; last <= ends.Length; last++)
            {
                var first = last;
                while (first > 1 && ends[last - 1] - ends[first - 2] <= window)
                {
                    first--;
                }

                next[last] = Math.Max(next[last - 1], held[first - 1] + last - first + 1);
            }

            held = next;
            if (held[ends.Length] >= wanted)
            {
                return looks;
            }
        }
    }
}
