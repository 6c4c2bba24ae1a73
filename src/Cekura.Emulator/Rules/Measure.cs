using System.Text.Json.Nodes;

namespace Cekura.Emulator.Rules;

/// <summary>A number that is read off a conversation.</summary>
internal sealed class Measure
{
    private readonly Func<Evidence, double?> _read;

    private Measure(string name, string unit, Func<Evidence, double?> read, bool hasPercentiles = false) =>
        (Name, Unit, _read, HasPercentiles) = (name, unit, read, hasPercentiles);

    public static IReadOnlyList<Measure> Known { get; } =
    [
        new("latency_p50", "ms", evidence => Percentile(evidence, 50), hasPercentiles: true),
        new("latency_p95", "ms", evidence => Percentile(evidence, 95), hasPercentiles: true),
        new("turns", "turns", evidence => evidence.TurnCount),
        new("words_per_turn", "words", WordsPerTurn),
        new("talk_ratio", "of all words", TalkRatio),
        new("duration", "seconds", evidence => evidence.Duration.TotalSeconds),
    ];

    public string Name { get; }

    public string Unit { get; }

    public bool HasPercentiles { get; }

    /// <summary>The value, or null when the conversation has nothing to measure.</summary>
    public double? Of(Evidence evidence) => _read(evidence) is { } number ? Math.Round(number, 3) : null;

    /// <summary>The service's <c>extra.percentiles</c> of a latency.</summary>
    public static JsonObject Percentiles(Evidence evidence) =>
        new()
        {
            ["p50"] = Percentile(evidence, 50),
            ["p90"] = Percentile(evidence, 90),
            ["p95"] = Percentile(evidence, 95),
        };

    // Nearest rank: always a value that was really seen.
    private static double? Percentile(Evidence evidence, int percent)
    {
        var sorted = evidence.Latencies().Order().ToList();
        return sorted.Count == 0 ? null : sorted[(int)Math.Ceiling(sorted.Count * percent / 100.0) - 1];
    }

    private static double? WordsPerTurn(Evidence evidence) =>
        evidence.AgentTurnCount is > 0 and var turns ? (double)evidence.AgentTurns.Sum(turn => Words(turn.Content)) / turns : null;

    private static double? TalkRatio(Evidence evidence)
    {
        double agent = evidence.AgentTurns.Sum(turn => Words(turn.Content));
        var all = agent + evidence.CallerTurns.Sum(turn => Words(turn.Content));
        return all == 0 ? null : agent / all;
    }

    private static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}
