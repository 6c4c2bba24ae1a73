using System.Globalization;
using System.Text;

namespace Cekura.Emulator.Facts;

/// <summary>What a caller may say: everything that it was told before, and what follows from it.</summary>
/// <param name="year">This year, from which an age follows.</param>
internal sealed class KnownFacts(int year)
{
    private const int MinLongNumber = 5;
    private const int MinPart = 3;
    private const int MaxCountryCode = 3;

    private readonly Dictionary<FactKind, HashSet<string>> _values = [];
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly List<string> _long = [];
    private readonly StringBuilder _squashed = new();
    private bool _hasRelativeDay;

    /// <summary>Learns what a text holds.</summary>
    public void Add(string text)
    {
        foreach (var fact in FactReader.Read(text, all: true))
        {
            // "BK-20417" has a number in it.
            foreach (var number in fact.Kind == FactKind.Code ? FactReader.Numbers(fact.Text) : [])
            {
                Values(FactKind.Number).Add(number);
            }

            foreach (var reading in fact.Readings)
            {
                Values(fact.Kind).Add(reading);
                if (fact.Kind == FactKind.Date)
                {
                    Values(FactKind.Number).Add(reading[(reading.IndexOf('-', StringComparison.Ordinal) + 1)..]);
                }
                else if (fact.Kind == FactKind.Number && reading.Length >= MinLongNumber && reading.All(char.IsAsciiDigit))
                {
                    _long.Add(reading);
                }
            }
        }

        _words.UnionWith(FactReader.Words(text));
        _squashed.Append('\n').Append(FactReader.Squashed(text));
        _hasRelativeDay |= FactReader.HasRelativeDay(text);
    }

    /// <summary>Whether a fact is one that the caller was told, or follows from one.</summary>
    public bool Knows(Fact fact) =>
        fact.Kind switch
        {
            FactKind.Name => fact.Readings.All(_words.Contains),
            FactKind.Code => fact.Readings.Any(code => _squashed.ToString().Contains(code, StringComparison.Ordinal)),
            FactKind.Weekday => _hasRelativeDay || Values(FactKind.Date).Count > 0 || Has(FactKind.Weekday, fact),
            FactKind.Date => Has(FactKind.Date, fact) || fact.Readings.Any(FollowsFromDay),
            FactKind.Time => Has(FactKind.Time, fact) || (fact.MayBeNumber && IsNumber(fact)),
            FactKind.Number => IsNumber(fact) || IsTime(fact) || (fact.MayBeAge && IsAge(fact)),
            _ => Has(fact.Kind, fact),
        };

    private bool Has(FactKind kind, Fact fact) => fact.Readings.Any(Values(kind).Contains);

    private HashSet<string> Values(FactKind kind)
    {
        if (!_values.TryGetValue(kind, out var values))
        {
            _values[kind] = values = new(StringComparer.Ordinal);
        }

        return values;
    }

    // "Tuesday the 14th" was said, and the caller says "July 14": a month that was never told is no other one.
    private bool FollowsFromDay(string date) =>
        date.Split('-') is [_, var day] && Values(FactKind.Number).Contains(day) && Values(FactKind.Date).Count == 0;

    private bool IsNumber(Fact fact) =>
        fact.Kind == FactKind.Time
            ? Has(FactKind.Number, fact with { Readings = FactReader.Numbers(fact.Text) })
            : Has(FactKind.Number, fact) || fact.Readings.Any(IsPartOfLong);

    // Telephone numbers are given in pieces, with or without the code of the country.
    private bool IsPartOfLong(string digits) =>
        _long.Exists(known =>
            (digits.Length >= MinPart && known.Contains(digits, StringComparison.Ordinal))
            || (
                digits.Length >= MinLongNumber
                && known.TrimStart('0') is { Length: >= MinLongNumber } national
                && digits.EndsWith(national, StringComparison.Ordinal)
                && digits.Length - national.Length <= MaxCountryCode
            )
        );

    // "3 works" where 15:00 was offered, and "ten thirty" where 10:30 was.
    private bool IsTime(Fact fact) =>
        fact.Readings.Any(reading =>
            reading.Length <= 4
            && int.TryParse(reading, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && ClockTimes
                .Readings(number > 24 ? number / 100 : number, number > 24 ? number % 100 : 0, "")
                .Any(Values(FactKind.Time).Contains)
        );

    private bool IsAge(Fact fact) =>
        fact.Readings.Any(reading =>
            int.TryParse(reading, NumberStyles.None, CultureInfo.InvariantCulture, out var age)
            && Values(FactKind.Number)
                .Any(known =>
                    known.Length == 4
                    && int.TryParse(known, NumberStyles.None, CultureInfo.InvariantCulture, out var born)
                    && year - born - age is >= -1 and <= 1
                )
        );
}
