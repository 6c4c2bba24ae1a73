using System.Globalization;
using System.Text.RegularExpressions;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Facts;

/// <summary>
/// Finds the facts in what was said: what has a number, a date, a time, an address in it, and the names of people. Ordinary talk has small
/// numbers, ordinals and turns of phrase in it that are none. Numbers in words and names by their place are read in English, most of the
/// rest in every language.
/// </summary>
internal static class FactReader
{
    private const int MinCode = 3;
    private const int MaxSmall = 12;
    private const int MaxCounted = 10;
    private const string Accented = "àáâãäåāąçćčďèéêëēęěìíîïīłñńňòóôõöøōřśšťùúûüūůýÿźżž";
    private const string Plain = "aaaaaaaacccdeeeeeeeiiiiilnnnooooooorsstuuuuuuyyzzz";

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <param name="text">What was said.</param>
    /// <param name="all">Whether small numbers and turns of phrase count as well: who was told them may say them.</param>
    public static IReadOnlyList<Fact> Read(string text, bool all = false)
    {
        var facts = new List<Fact>();
        var rest = Typography.Plain(text);
        // Most of what callers say has neither, and nine of the searches find nothing then.
        var (hasDigit, hasAt) = (rest.Any(char.IsDigit), rest.Contains('@', StringComparison.Ordinal));
        rest = !hasAt ? rest : Take(rest, FactPatterns.Email(), match => new(FactKind.Email, match.Value, [Address(match.Value)]), facts);
        rest = Take(rest, FactPatterns.SpokenEmail(), match => new(FactKind.Email, match.Value, [Address(match.Value)]), facts);
        rest = all ? rest : FactPatterns.Phrase().Replace(rest, Blank);
        rest = !hasDigit ? rest : Take(rest, FactPatterns.IsoDate(), match => Date(match, facts), facts);
        rest = !hasDigit ? rest : Take(rest, FactPatterns.NumericDate(), match => Date(match, facts), facts);
        rest = Take(rest, FactPatterns.DayMonth(), match => Date(match, facts), facts);
        rest = Take(rest, FactPatterns.MonthDay(), match => Date(match, facts), facts);
        rest = !hasDigit ? rest : Take(rest, FactPatterns.DigitalTime(), Time, facts);
        rest = !hasDigit ? rest : Take(rest, FactPatterns.HourTime(), Time, facts);
        rest = !hasDigit ? rest : Take(rest, FactPatterns.ShortTime(), Time, facts);
        rest = Take(rest, FactPatterns.PartTime(), PartTime, facts);
        rest = Take(rest, FactPatterns.WordTime(), Time, facts);
        rest = Take(
            rest,
            FactPatterns.Noon(),
            match => Clock(match, match.Value is ['m' or 'M', ..] ? 0 : 12, 0, match.Value is ['m' or 'M', ..] ? "a" : "p"),
            facts
        );
        rest = Take(rest, FactPatterns.BareTime(), BareTime, facts);
        rest = !hasDigit ? rest : Take(rest, FactPatterns.LongNumber(), match => LongNumber(match.Value), facts);
        rest = !hasDigit ? rest : Take(rest, FactPatterns.Code(), Code, facts);
        rest = Take(
            rest,
            FactPatterns.Weekday(),
            match => new(FactKind.Weekday, match.Value, [match.Value[..3].ToLowerInvariant()]),
            facts
        );
        rest = !hasDigit ? rest : Take(rest, FactPatterns.Number(), match => Number(match, all), facts);
        rest = Take(rest, FactPatterns.NumberRun(), match => Spelled(match.Value, all), facts);
        if (all)
        {
            rest = Take(rest, FactPatterns.OrdinalWord(), Ordinal, facts);
            Take(rest, FactPatterns.Amount(), Amount, facts);
        }
        else
        {
            facts.AddRange(NameReader.Read(Typography.Plain(text)));
        }

        return facts;
    }

    /// <summary>The numbers of a text in digits, whatever else they may be.</summary>
    public static IReadOnlyList<string> Numbers(string text) =>
        [
            .. FactPatterns.Digits().Matches(text).Select(match => match.Value),
            .. FactPatterns.NumberRun().Matches(text).SelectMany(match => NumberWords.Readings(match.Value)),
        ];

    /// <summary>The words of a text without marks and accents, in lower case.</summary>
    public static IEnumerable<string> Words(string text) =>
        FactPatterns.AnyWord().Matches(WithoutAccents(Typography.Plain(text))).Select(match => Bare(match.Value));

    /// <summary>Letters and digits alone, in lower case: "AB-12 3" is "ab123".</summary>
    public static string Squashed(string text) => string.Concat(WithoutAccents(text).Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>Whether a text speaks of a day by its distance, such as "tomorrow": which weekday that is, it does not say.</summary>
    public static bool HasRelativeDay(string text) => FactPatterns.RelativeDay().IsMatch(text);

    private static string Bare(string word) =>
        (word.EndsWith("'s", StringComparison.OrdinalIgnoreCase) ? word[..^2] : word).Trim('\'', '-').ToLowerInvariant();

    // Machines without the data of languages cannot take letters apart.
    private static string WithoutAccents(string text) =>
        string.Concat(
            text.ToLowerInvariant()
                .Where(letter => char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                .Select(letter => Accented.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? Plain[at] : letter)
        );

    // What was read is blanked, so that nothing is read twice; other positions stay.
    private static string Take(string text, Regex pattern, Func<Match, Fact?> read, List<Fact> facts) => pattern.Replace(text, match =>
        {
            if (read(match) is not { } fact)
            {
                return match.Value;
            }

            if (fact.Readings.Count > 0)
            {
                facts.Add(fact);
            }

            return Blank(match);
        });

    private static string Blank(Match match) => new('\u0001', match.Length);

    private static string Address(string text) =>
        FactPatterns
            .SpokenDot()
            .Replace(FactPatterns.SpokenAt().Replace(text.ToLowerInvariant(), "@"), ".")
            .Replace(" ", "", StringComparison.Ordinal);

    // A year is a number of its own: a date may be known without it.
    private static Fact? Date(Match match, List<Fact> facts)
    {
        if (match.Groups["y"] is { Success: true, Length: 4 } year)
        {
            facts.Add(new(FactKind.Number, match.Value, [year.Value]));
        }
        else if (match.Groups["yw"] is { Success: true } words)
        {
            facts.Add(new(FactKind.Number, match.Value, NumberWords.Readings(words.Value)));
        }

        var day = Day(match.Groups["d"].Value);
        var months =
            match.Groups["m"].Value is var month && int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : Array.IndexOf(Months, month[..3].ToLowerInvariant()) + 1;
        string[] readings = match.Groups["either"].Success ? [$"{months}-{day}", $"{day}-{months}"] : [$"{months}-{day}"];
        return day is < 1 or > 31 || months < 1 || (months > 12 && !match.Groups["either"].Success)
            ? null
            : new(FactKind.Date, match.Value.TrimEnd('.', ','), readings);
    }

    private static int Day(string text) =>
        int.TryParse(text.TrimEnd('s', 't', 'n', 'd', 'r', 'h', '.'), NumberStyles.None, CultureInfo.InvariantCulture, out var day)
            ? day
            : NumberWords.OrdinalValue(text) ?? 0;

    private static Fact? Time(Match match)
    {
        var minute = match.Groups["mm"] is { Length: > 0 } minutes ? Small(minutes.Value) : 0;
        return Clock(match, Small(match.Groups["h"].Value), minute, match.Groups["half"].Value);
    }

    private static Fact? PartTime(Match match)
    {
        var hour = Small(match.Groups["h"].Value);
        var part = match.Groups["part"].Value.ToLowerInvariant() switch
        {
            "half" => 30,
            "quarter" => 15,
            var minutes => Small(minutes),
        };
        var isTo = match.Groups["to"].Value.ToLowerInvariant() is "to" or "before";
        return isTo
            ? Clock(match, hour == 1 ? 12 : hour - 1, 60 - part, match.Groups["half"].Value)
            : Clock(match, hour, part, match.Groups["half"].Value);
    }

    private static Fact? BareTime(Match match)
    {
        var hour = Small(match.Groups["h"].Value);
        return hour is 0 or > 24 ? null : Clock(match, hour, 0, "") with { MayBeNumber = true };
    }

    private static Fact Clock(Match match, int hour, int minute, string half) =>
        new(FactKind.Time, match.Value.Trim(), ClockTimes.Readings(hour, minute, half));

    private static int Small(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : NumberWords.Count(text) > 0
        && int.TryParse(NumberWords.Readings(text)[0], NumberStyles.None, CultureInfo.InvariantCulture, out var spelled)
            ? spelled
        : 99;

    private static Fact Code(Match match) =>
        new(FactKind.Code, match.Value, Squashed(match.Value) is { Length: >= MinCode } code ? [code] : []);

    private static Fact LongNumber(string text) => new(FactKind.Number, text.Trim(), [string.Concat(text.Where(char.IsAsciiDigit))]);

    private static Fact? Number(Match match, bool all)
    {
        var digits = match.Groups["n"].Value;
        var isCounted =
            match.Groups["ord"].Success && match.Groups["what"].Success
            || (match.Groups["few"].Success && int.TryParse(digits, CultureInfo.InvariantCulture, out var few) && few <= MaxCounted);
        if (!all && (digits == "1" || isCounted))
        {
            return null;
        }

        var whole = digits.Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        var split = digits.Split('.', ',');
        return new(
            FactKind.Number,
            match.Value.Trim(),
            [.. new[] { whole, digits.Replace(',', '.'), split[^1].TrimEnd('0').Length == 0 ? split[0] : whole }.Distinct()]
        )
        {
            MayBeAge = true,
        };
    }

    private static Fact? Spelled(string run, bool all)
    {
        var readings = NumberWords.Readings(run);
        var count = NumberWords.Count(run);
        var isSmall =
            count == 1 && (NumberWords.Value(run) is null or <= MaxSmall)
            || (count == 2 && run.Split(' ', '-') is [var one, var two] && NumberWords.Value(one) < 10 && NumberWords.Value(two) < 10);
        return isSmall && !all ? null : new(FactKind.Number, run, readings) { MayBeAge = true };
    }

    private static Fact? Ordinal(Match match) =>
        NumberWords.OrdinalValue(match.Value) is { } value
            ? new(FactKind.Number, match.Value, [value.ToString(CultureInfo.InvariantCulture)])
            : null;

    private static Fact? Amount(Match match)
    {
        string[] readings = match.Value.ToLowerInvariant() switch
        {
            "couple" or "both" or "pair" => ["2"],
            "dozen" => ["12"],
            "half an hour" or "half hour" => ["30"],
            "an hour" => ["60", "1"],
            _ => ["15"],
        };
        return new(FactKind.Number, match.Value, readings);
    }
}
