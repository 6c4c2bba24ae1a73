namespace Cekura.Models.Cassettes;

/// <summary>The order of entries in a cassette: as a conversation goes, "caller turn 2" before "caller turn 10".</summary>
internal sealed class EntryOrder : IComparer<CassetteEntry>
{
    public static EntryOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(CassetteEntry? x, CassetteEntry? y)
    {
        var order = Kinds(x!.Key.Kind, y!.Key.Kind);
        order = order != 0 ? order : x.Key.Sample.CompareTo(y.Key.Sample);
        return order != 0 ? order : string.CompareOrdinal(x.Id, y.Id);
    }

    private static int Kinds(string x, string y)
    {
        var (i, j) = (0, 0);
        while (i < x.Length && j < y.Length)
        {
            var (one, other) = (Piece(x, i), Piece(y, j));
            var order =
                char.IsAsciiDigit(one[0]) && char.IsAsciiDigit(other[0]) && one.Length != other.Length
                    ? one.Length.CompareTo(other.Length)
                    : string.CompareOrdinal(one, other);
            if (order != 0)
            {
                return order;
            }

            (i, j) = (i + one.Length, j + other.Length);
        }

        return (x.Length - i).CompareTo(y.Length - j);
    }

    // A number, or one letter.
    private static string Piece(string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return text[at..Math.Max(end, at + 1)];
    }
}
