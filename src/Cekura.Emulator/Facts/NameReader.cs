using System.Text.RegularExpressions;

namespace Cekura.Emulator.Facts;

/// <summary>Finds the names of people by their place in a sentence: "my name is …", "this is … calling", "Dr …".</summary>
internal static class NameReader
{
    // Words with a capital letter that are no names.
    private static readonly HashSet<string> NoNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "good",
        "happy",
        "merry",
        "new",
        "year",
        "christmas",
        "easter",
        "morning",
        "afternoon",
        "evening",
        "thanks",
        "thank",
        "you",
        "ok",
        "okay",
        "sorry",
        "yes",
        "no",
        "not",
        "sure",
        "great",
        "perfect",
        "english",
        "german",
        "french",
        "spanish",
        "doctor",
        "doktor",
        "sir",
        "madam",
        "agent",
        "support",
        "and",
        "i",
    };

    public static IEnumerable<Fact> Read(string text)
    {
        Regex[] patterns =
        [
            FactPatterns.Introduced(),
            FactPatterns.Here(),
            FactPatterns.Calling(),
            FactPatterns.Titled(),
            FactPatterns.Related(),
            FactPatterns.FullName(),
        ];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var match in patterns.SelectMany(pattern => pattern.Matches(text)))
        {
            var name = match.Groups["n"].Value;
            var words = FactReader.Words(name).Where(word => word.Length > 1 && !NoNames.Contains(word)).ToList();
            if (words.Count > 0 && seen.Add(name))
            {
                yield return new(FactKind.Name, name, words);
            }
        }
    }
}
