using Cekura.Runs.Verdict;

namespace Cekura.Runs.Comparison;

/// <summary>A test that both sides have.</summary>
/// <param name="A">What side A did in it.</param>
/// <param name="B">What side B did in it.</param>
internal sealed record TestComparison(SideTest A, SideTest B)
{
    /// <summary>Name of the test for people.</summary>
    public string Name => B.Name;

    /// <summary>Repetition by repetition, as many as both sides have.</summary>
    public IReadOnlyList<ComparedPair> Pairs { get; } =
    [.. A.Repetitions.Zip(B.Repetitions).Select((pair, index) => new ComparedPair(pair.First, pair.Second, index + 1))];

    /// <summary>How many of the pairs that count A passed.</summary>
    public PassRate RateOfA => RateOf(pair => pair.A);

    /// <summary>How many of the pairs that count B passed.</summary>
    public PassRate RateOfB => RateOf(pair => pair.B);

    /// <summary>In how many pairs A passed and B did not.</summary>
    public int Worse => Pairs.Count(pair => pair.IsWorse);

    /// <summary>In how many pairs B passed and A did not.</summary>
    public int Better => Pairs.Count(pair => pair.IsBetter);

    /// <summary>Whether the sides differ in any pair.</summary>
    public bool IsFlipped => Worse + Better > 0;

    /// <summary>
    /// The pair to look at: the first that differs in the direction in which most do, B's worse one at a tie; null where none differs.
    /// </summary>
    public ComparedPair? Telling
    {
        get
        {
            var isWorse = Worse >= Better;
            return Pairs.FirstOrDefault(pair => isWorse ? pair.IsWorse : pair.IsBetter);
        }
    }

    /// <summary>Why the side that is worse in the telling pair did not pass; empty: not known.</summary>
    public string Why => Telling is { } pair ? (pair.IsWorse ? pair.B.Why : pair.A.Why) ?? "" : "";

    /// <summary>
    /// Whether it asks the sides for different things, as far as that is known: agents, options and callers are part of it.
    /// </summary>
    public bool IsChanged =>
        A.Fingerprint.Length > 0 && B.Fingerprint.Length > 0 && !string.Equals(A.Fingerprint, B.Fingerprint, StringComparison.Ordinal);

    private PassRate RateOf(Func<ComparedPair, SideRepetition> side)
    {
        var (passed, total) = (0, 0);
        foreach (var pair in Pairs)
        {
            if (pair.Counts)
            {
                total++;
                passed += side(pair).State == RepetitionState.Passed ? 1 : 0;
            }
        }

        return new PassRate(passed, total);
    }
}
