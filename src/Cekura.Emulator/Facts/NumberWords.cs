using System.Globalization;
using System.Text;

namespace Cekura.Emulator.Facts;

/// <summary>English numbers in words: "twenty-five", "nineteen ninety", "five five five one two", "the twelfth".</summary>
internal static class NumberWords
{
    private static readonly Dictionary<string, int> Values = new(StringComparer.Ordinal)
    {
        ["zero"] = 0,
        ["oh"] = 0,
        ["one"] = 1,
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
        ["eleven"] = 11,
        ["twelve"] = 12,
        ["thirteen"] = 13,
        ["fourteen"] = 14,
        ["fifteen"] = 15,
        ["sixteen"] = 16,
        ["seventeen"] = 17,
        ["eighteen"] = 18,
        ["nineteen"] = 19,
        ["twenty"] = 20,
        ["thirty"] = 30,
        ["forty"] = 40,
        ["fifty"] = 50,
        ["sixty"] = 60,
        ["seventy"] = 70,
        ["eighty"] = 80,
        ["ninety"] = 90,
    };

    private static readonly Dictionary<string, int> Scales = new(StringComparer.Ordinal)
    {
        ["hundred"] = 100,
        ["thousand"] = 1_000,
        ["million"] = 1_000_000,
    };

    private static readonly Dictionary<string, int> Ordinals = new(StringComparer.Ordinal)
    {
        ["first"] = 1,
        ["second"] = 2,
        ["third"] = 3,
        ["fourth"] = 4,
        ["fifth"] = 5,
        ["sixth"] = 6,
        ["seventh"] = 7,
        ["eighth"] = 8,
        ["ninth"] = 9,
        ["tenth"] = 10,
        ["eleventh"] = 11,
        ["twelfth"] = 12,
        ["thirteenth"] = 13,
        ["fourteenth"] = 14,
        ["fifteenth"] = 15,
        ["sixteenth"] = 16,
        ["seventeenth"] = 17,
        ["eighteenth"] = 18,
        ["nineteenth"] = 19,
        ["twentieth"] = 20,
        ["thirtieth"] = 30,
    };

    /// <summary>A pattern of one word of a number, scales and ordinals left out.</summary>
    public const string Word =
        "zero|oh|one|two|three|four(?:teen)?|five|fifteen|six(?:teen)?|seven(?:teen)?|eight(?:een)?|nine(?:teen)?|ten|eleven|twelve|thirteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety";

    /// <summary>The pattern of one word, scales included.</summary>
    public const string AnyWord = Word + "|hundred|thousand|million";

    /// <summary>The pattern of a day of a month as an ordinal in words.</summary>
    public const string Ordinal =
        "(?:twenty|thirty)[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth";

    /// <summary>The value of one word below a hundred; null when it is none.</summary>
    public static int? Value(string word) => Values.TryGetValue(word.ToLowerInvariant(), out var value) ? value : null;

    /// <summary>Whether a word is a number, part of one, or of a date or time that is said in numbers.</summary>
    public static bool IsPart(string word) =>
        word.Split('-')
            .Any(part =>
                Value(part) is not null || Scales.ContainsKey(part.ToLowerInvariant()) || Ordinals.ContainsKey(part.ToLowerInvariant())
            ) || word.ToLowerInvariant() is "half" or "quarter" or "past" or "to" or "and" or "dozen" or "o'clock" or "minus" or "point";

    /// <summary>The value of an ordinal such as "twenty-first"; null when it is none.</summary>
    public static int? OrdinalValue(string text)
    {
        var words = Split(text);
        return words switch
        {
            [var only] when Ordinals.TryGetValue(only, out var value) => value,
            [var tens, var last] when Values.TryGetValue(tens, out var ten) && Ordinals.TryGetValue(last, out var one) => ten + one,
            _ => null,
        };
    }

    /// <summary>
    /// What a run of words may mean, in digits: their sum ("two hundred and five"), and one after the other ("nineteen ninety").
    /// </summary>
    public static IReadOnlyList<string> Readings(string run)
    {
        var words = Split(run).Where(word => word != "and").ToList();
        var readings = new List<string> { Joined(words) };
        if (Sum(words) is { } sum)
        {
            readings.Add(sum.ToString(CultureInfo.InvariantCulture));
        }

        return [.. readings.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>How many words of the run are numbers.</summary>
    public static int Count(string run) => Split(run).Count(word => word != "and");

    private static List<string> Split(string text) =>
        [.. text.ToLowerInvariant().Split([' ', '-', ','], StringSplitOptions.RemoveEmptyEntries)];

    // "nineteen eighty-five" is 1985: tens take the ones that follow.
    private static string Joined(List<string> words)
    {
        var text = new StringBuilder();
        for (var index = 0; index < words.Count; index++)
        {
            if (!Values.TryGetValue(words[index], out var value))
            {
                continue;
            }

            if (value >= 20 && index + 1 < words.Count && Values.TryGetValue(words[index + 1], out var one) && one is > 0 and < 10)
            {
                value += one;
                index++;
            }

            text.Append(value.ToString(CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private static long? Sum(List<string> words)
    {
        long total = 0;
        long part = 0;
        var last = long.MaxValue;
        foreach (var word in words)
        {
            if (Scales.TryGetValue(word, out var scale))
            {
                part = Math.Max(part, 1) * scale;
                (total, part) = scale >= 1000 ? (total + part, 0) : (total, part);
                last = scale;
            }
            else if (Values.TryGetValue(word, out var value) && (value < 10 ? last >= 20 : last >= 100))
            {
                part += value;
                last = value < 20 ? 0 : value;
            }
            else
            {
                return null;
            }
        }

        return total + part;
    }
}
