using System.Globalization;
using Cekura.Models.Text;

namespace Cekura.Models.Cassettes;

/// <summary>What to say of a question that a cassette does not have: the nearest that it has, and where the two differ first.</summary>
internal static class CassetteMiss
{
    private const int Before = 20;
    private const int Shown = 60;

    /// <summary>The difference, a sentence.</summary>
    /// <param name="key">The question.</param>
    /// <param name="model">The name of the model; null: any.</param>
    /// <param name="entries">What the cassette has.</param>
    public static string Explain(CassetteKey key, string? model, IReadOnlyCollection<CassetteEntry> entries)
    {
        if (entries.FirstOrDefault(entry => entry.Key.Id == key.Id) is { } other)
        {
            return $"The same question was recorded for the model {other.Model}, and this run asks {model}.";
        }

        // The same kind of question before others, then the one that is alike for longest.
        var nearest = entries
            .OrderByDescending(entry => entry.Key.Kind == key.Kind)
            .ThenByDescending(entry => Alike(entry.Key.Kind, key.Kind))
            .ThenByDescending(entry => entry.Key.Sample == key.Sample)
            .ThenByDescending(entry => SameParts(entry.Key, key))
            .ThenByDescending(entry => FirstDifference(entry.Key, key)?.At ?? 0)
            .ThenBy(entry => entry, EntryOrder.Instance)
            .FirstOrDefault();
        if (nearest is null)
        {
            return "It has no answers.";
        }

        return FirstDifference(nearest.Key, key) is { } difference
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The nearest that it has is \"{nearest.Name}\", whose part \"{difference.Part}\" differs first at character {difference.At + 1}: {Around(difference.Recorded, difference.At)} was recorded, {Around(difference.Asked, difference.At)} is asked."
            )
            : $"The nearest that it has is \"{nearest.Name}\", another question with the same words.";
    }

    private static (string Part, string Recorded, string Asked, int At)? FirstDifference(CassetteKey recorded, CassetteKey asked)
    {
        for (var i = 0; i < Math.Max(recorded.Parts.Count, asked.Parts.Count); i++)
        {
            var (one, other) = (Part(recorded, i), Part(asked, i));
            if (one.Key != other.Key || one.Value != other.Value)
            {
                return (other.Key ?? one.Key ?? "", one.Value ?? "", other.Value ?? "", Alike(one.Value ?? "", other.Value ?? ""));
            }
        }

        return null;
    }

    private static KeyValuePair<string?, string?> Part(CassetteKey key, int at) =>
        at < key.Parts.Count ? new(key.Parts[at].Key, key.Parts[at].Value) : default;

    private static int SameParts(CassetteKey recorded, CassetteKey asked) => recorded.Parts.Intersect(asked.Parts).Count();

    private static int Alike(string one, string other) => one.AsSpan().CommonPrefixLength(other);

    private static string Around(string text, int at)
    {
        var from = Math.Max(at - Before, 0);
        return ModelText.Excerpt((from > 0 ? "..." : "") + text[from..], Shown);
    }
}
