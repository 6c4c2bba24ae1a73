namespace Cekura.Manifests.Text;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearestName
{
    private const int LongestName = 64;

    /// <summary>A sentence that offers the nearest known name, or else all of them.</summary>
    public static string Advice(string word, IReadOnlyCollection<string> known) =>
        Of(word, known) is { } name ? $"Did you mean \"{name}\"?" : $"Known: {string.Join(", ", known)}.";

    /// <summary>The nearest known name, null when none is near.</summary>
    public static string? Of(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > LongestName)
        {
            return null;
        }

        var nearest = known.MinBy(name => Distance(word, name));
        return nearest is not null && Distance(word, nearest) <= Math.Max(1, word.Length / 3) ? nearest : null;
    }

    /// <summary>Whether one slip of the pen lies between two names that are not the same.</summary>
    public static bool IsSlip(string word, string name) => Math.Abs(word.Length - name.Length) <= 1 && Distance(word, name) == 1;

    /// <summary>Insertions, deletions, replacements and swaps of neighbours between two names, ignoring case.</summary>
    private static int Distance(string left, string right)
    {
        var distances = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                distances[i, j] = i == 0 || j == 0 ? i + j : Step(distances, left, right, i, j);
            }
        }

        return distances[left.Length, right.Length];
    }

    private static int Step(int[,] distances, string left, string right, int i, int j)
    {
        var replaced = distances[i - 1, j - 1] + (Same(left[i - 1], right[j - 1]) ? 0 : 1);
        var best = Math.Min(replaced, Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1);
        return i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1])
            ? Math.Min(best, distances[i - 2, j - 2] + 1)
            : best;
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
