namespace Cekura.Emulator.Calibration;

/// <summary>How far two judges of the same things agree: people, and a model.</summary>
internal sealed record Agreement
{
    private Agreement() { }

    /// <summary>How many things both judged.</summary>
    public required int Count { get; init; }

    /// <summary>The share on which both say the same; null of nothing.</summary>
    public double? Observed { get; init; }

    /// <summary>
    /// Cohen's kappa: the agreement beyond what chance gives, from -1 to 1 (Cohen, 1960). Null where it is not defined: of nothing, and
    /// where both always say one and the same thing.
    /// </summary>
    public double? Kappa { get; init; }

    /// <summary>Of pairs of what people and what the model said.</summary>
    public static Agreement Of(IReadOnlyList<(string People, string Model)> pairs)
    {
        if (pairs.Count == 0)
        {
            return new() { Count = 0 };
        }

        var observed = Share(pairs, pair => pair.People == pair.Model);
        var chance = pairs
            .SelectMany(pair => new[] { pair.People, pair.Model })
            .Distinct(StringComparer.Ordinal)
            .Sum(answer => Share(pairs, pair => pair.People == answer) * Share(pairs, pair => pair.Model == answer));
        return new()
        {
            Count = pairs.Count,
            Observed = observed,
            // By counts: sums of shares are a hair off one.
            Kappa = pairs.All(pair => pair == pairs[0]) && observed >= 1 ? null : (observed - chance) / (1 - chance),
        };
    }

    /// <summary>
    /// How far a judge agrees with itself: the share of pairs of its judgements of the same thing that are the same, over all things. Null
    /// where nothing was judged twice.
    /// </summary>
    public static double? WithItself(IEnumerable<IReadOnlyList<string>> judgements)
    {
        long same = 0;
        long all = 0;
        foreach (var answers in judgements)
        {
            for (var one = 0; one < answers.Count; one++)
            {
                for (var other = one + 1; other < answers.Count; other++)
                {
                    all++;
                    same += answers[one] == answers[other] ? 1 : 0;
                }
            }
        }

        return all == 0 ? null : (double)same / all;
    }

    /// <summary>The share of things of which a judge says this; null of nothing.</summary>
    public static double? BaseRate(IReadOnlyCollection<string> answers, Func<string, bool> isIt) =>
        answers.Count == 0 ? null : (double)answers.Count(isIt) / answers.Count;

    private static double Share(IReadOnlyList<(string People, string Model)> pairs, Func<(string People, string Model), bool> isIt) =>
        (double)pairs.Count(isIt) / pairs.Count;
}
