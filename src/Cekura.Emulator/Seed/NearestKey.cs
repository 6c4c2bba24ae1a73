namespace Cekura.Emulator.Seed;

/// <summary>Finds the word that was probably meant.</summary>
internal static class NearestKey
{
    /// <summary>The nearest of <paramref name="known"/>, or null when none is near: at most a third of the letters may differ.</summary>
    public static string? Of(string word, IReadOnlyList<string> known)
    {
        var nearest = known
            .Select(candidate => (Word: candidate, Distance: Distance(word, candidate)))
            .MinBy(candidate => candidate.Distance);
        return nearest.Word is not null && nearest.Distance * 3 <= Math.Max(word.Length, nearest.Word.Length) ? nearest.Word : null;
    }

    /// <summary>What to tell about an unknown word.</summary>
    public static string Suggest(string word, IReadOnlyList<string> known) =>
        Of(word, known) is { } nearest ? $"Did you mean \"{nearest}\"?" : $"Known: {string.Join(", ", known)}.";

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
