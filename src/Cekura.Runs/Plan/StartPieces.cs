using Cekura.Manifests.Modes;

namespace Cekura.Runs.Plan;

/// <summary>
/// Cuts requests for a concurrency limit, which the service applies to each request alone. A request keeps the slots that it was given
/// until its queue is empty, and gives them back one by one: so there have to be smaller ones that fill them, the smaller the less is left.
/// The same plan is always cut in the same way.
/// </summary>
internal static class StartPieces
{
    /// <summary>A piece that has one slot is through in half the time that everything after it takes on all slots.</summary>
    private const int PartsOfRest = 2;

    /// <summary>The batches in the order in which they start, each small enough to wait for no more than its turn.</summary>
    public static IEnumerable<StartBatch> Cut(IReadOnlyList<StartBatch> batches, int limit)
    {
        var left = batches.Sum(batch => (long)batch.RunCount);
        foreach (var batch in batches)
        {
            for (var rest = new Stack<StartBatch>([batch]); rest.TryPop(out var next); )
            {
                var most = TakesLimit(next) ? Math.Max(1, left / (PartsOfRest * limit)) : Math.Max(1, limit / 4);
                var (piece, others) = Take(next, most);
                foreach (var other in others)
                {
                    rest.Push(other);
                }

                left -= piece.RunCount;
                yield return piece;
            }
        }
    }

    /// <summary>Whether the service keeps a limit for the request; where it does not, all of its runs go on at once.</summary>
    public static bool TakesLimit(StartBatch batch) => batch.IsSuite || ModeTable.Find(batch.Mode)?.Find("concurrency_limit") is not null;

    /// <summary>A part of at most <paramref name="most"/> runs, or of a single case, and what is left, the last to start first.</summary>
    private static (StartBatch Piece, IReadOnlyList<StartBatch> Others) Take(StartBatch batch, long most)
    {
        var rest = new List<StartBatch>();
        while (
            batch.RunCount > most
            && batch.Cut(count => (int)Math.Clamp(count * most / batch.RunCount, 1, count - 1)) is [var piece, var other]
        )
        {
            rest.Add(other);
            batch = piece;
        }

        return (batch, rest);
    }
}
