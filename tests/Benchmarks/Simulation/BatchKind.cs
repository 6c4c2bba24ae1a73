namespace Cekura.Benchmarks.Simulation;

/// <summary>How the runs of a simulated batch differ.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="PlanLimit">Runs that go on at once.</param>
/// <param name="Median">Median of a scenario's conversations, in seconds, drawn between these two.</param>
/// <param name="Within">Spread of the conversations of one scenario: standard deviation of the logarithm.</param>
/// <param name="Stragglers">Share of conversations that last three times as long.</param>
internal sealed record BatchKind(string Name, int PlanLimit, (double Least, double Most) Median, double Within, double Stragglers)
{
    /// <summary>Length of a batch, in seconds, from its start to its last verdict.</summary>
    public const double Length = 600;

    /// <summary>Runs of a batch.</summary>
    public const int Runs = 30;

    /// <summary>The kinds that are simulated.</summary>
    public static IReadOnlyList<BatchKind> All { get; } =
    [
        new("all at once", int.MaxValue, (60, 330), 0.3, 0),
        new("ten at a time", 10, (80, 220), 0.3, 0.03),
        new("five at a time", 5, (30, 100), 0.4, 0.03),
        new("stragglers", int.MaxValue, (40, 180), 0.4, 0.1),
    ];

    /// <summary>The calls of one batch, by scenario from 1: one that lasts ten minutes, give or take one.</summary>
    /// <param name="random">Where the durations come from.</param>
    public SimulatedCall[] Draw(Random random)
    {
        while (true)
        {
            var calls = Enumerable.Range(0, Runs + 1).Select(_ => Call(random)).ToArray();
            if (Math.Abs(LengthOf(calls) - Length) < 60)
            {
                return calls;
            }
        }
    }

    private double LengthOf(SimulatedCall[] calls)
    {
        var slots = new PriorityQueue<double, double>(Enumerable.Repeat((0.0, 0.0), Math.Min(PlanLimit, Runs)));
        var last = 0.0;
        foreach (var call in calls.Skip(1))
        {
            var ends = slots.Dequeue() + call.Talk + call.Scoring;
            slots.Enqueue(ends, ends);
            last = Math.Max(last, ends);
        }

        return last;
    }

    private SimulatedCall Call(Random random)
    {
        var median = Median.Least + (random.NextDouble() * (Median.Most - Median.Least));
        var talk = median * Math.Exp(Within * Normal(random)) * (random.NextDouble() < Stragglers ? 3 : 1);
        return new SimulatedCall(Math.Max(talk, 5), Math.Clamp(18 * Math.Exp(0.6 * Normal(random)), 5, 60));
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
