using System.Text.RegularExpressions;

namespace Cekura.Emulator.Facts;

/// <summary>How facts are written and spoken.</summary>
internal static partial class FactPatterns
{
    private const RegexOptions Any = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;
    private const RegexOptions Cased = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int Patience = 10_000;

    private const string Month =
        @"(?<m>jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)\b\.?";
    private const string Day = @"(?<d>\d{1,2}(st|nd|rd|th)?|" + NumberWords.Ordinal + ")";
    private const string Year =
        @"(,? (of )?((?<y>\d{4})\b|(?<yw>(nineteen|twenty|two thousand)([ -](and|hundred|" + NumberWords.Word + @")){1,3}\b)))?";
    private const string Half = @"(\s?(?<half>[ap])(\.\s?m\.|\.?m\b\.?))";
    private const string HourWord = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve";
    private const string MinuteWord =
        "(oh|o'?)[ -](one|two|three|four|five|six|seven|eight|nine)|(twenty|thirty|forty|fifty)([ -](one|two|three|four|five|six|seven|eight|nine))?|ten|fifteen|five";
    private const string Cap = @"\p{Lu}[\p{L}'-]+";

    [GeneratedRegex(@"[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+", Any, Patience)]
    public static partial Regex Email();

    [GeneratedRegex(@"\b[\p{L}\p{N}_-]+( dot [\p{L}\p{N}_-]+)* at [\p{L}\p{N}-]+( dot [\p{L}\p{N}-]+)+\b", Any, Patience)]
    public static partial Regex SpokenEmail();

    [GeneratedRegex(@"\s+at\s+", Any, Patience)]
    public static partial Regex SpokenAt();

    [GeneratedRegex(@"\s+dot\s+", Any, Patience)]
    public static partial Regex SpokenDot();

    // Turns of phrase, and what is counted without being a fact.
    [GeneratedRegex(
        @"\b24/7\b|\b24[- ]hours?\b|\bcovid-19\b|\b50/50\b|\b(100|hundred) ?(%|percent)|\b(a|one) (hundred|thousand|million)( (percent|times|thanks))?\b|\b(at|by|on) (one|two) (point|time|moment|thing|of)\b|\bat one\b(?! (o'clock|pm|am|p\.m|a\.m|thirty|fifteen|forty))|\bone (of|more|moment|second|thing|last)\b|\bat (first|last|least|most|all)\b|\bnine to five\b|\b9 to 5\b|\b(option|number|choice|no\.) ?\d\b|\btwo[- ]?fold\b|\bsecond(s)? thoughts?\b",
        Any,
        Patience
    )]
    public static partial Regex Phrase();

    [GeneratedRegex(@"\b(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})\b", Any, Patience)]
    public static partial Regex IsoDate();

    [GeneratedRegex(
        @"(?<![\d/.-])(?<m>\d{1,2})(?<either>[./-])(?<d>\d{1,2})(\k<either>((?<y>\d{4})|\d\d)|(?<=/\d{1,2}))(?![\d/-])",
        Any,
        Patience
    )]
    public static partial Regex NumericDate();

    [GeneratedRegex(@"\b" + Day + @"\.?( day)?( of)? " + Month + Year, Any, Patience)]
    public static partial Regex DayMonth();

    [GeneratedRegex(@"\b(?!(?-i:may|march|mar) )" + Month + " (the )?" + Day + @"\b" + Year, Any, Patience)]
    public static partial Regex MonthDay();

    [GeneratedRegex(
        @"\b(?<h>\d{1,2})([:h]|(?<=(at|around|by|before|after|until|from|till|for) \d{1,2})\.)(?<mm>\d\d)(?!\d)" + Half + "?",
        Any,
        Patience
    )]
    public static partial Regex DigitalTime();

    [GeneratedRegex(@"\b(?<h>\d{1,2})(" + Half + @"|\s?(o'?clock|uhr|h)\b)", Any, Patience)]
    public static partial Regex HourTime();

    [GeneratedRegex(@"\b(?<h>\d{1,2})(?<mm>\d\d)" + Half, Any, Patience)]
    public static partial Regex ShortTime();

    [GeneratedRegex(
        @"\b(a )?(?<part>half|quarter|five|ten|twenty|twenty-five) (?<to>past|to|before|after) (?<h>\d{1,2}|"
            + HourWord
            + @")\b"
            + Half
            + "?",
        Any,
        Patience
    )]
    public static partial Regex PartTime();

    [GeneratedRegex(
        @"\b(?<h>"
            + HourWord
            + @")(([ -](?<mm>"
            + MinuteWord
            + @"))?("
            + Half
            + @"|\s(o'?clock)\b)|(?<=\b(at|around|by|before|after|until|from|till) ("
            + HourWord
            + @"))[ -](?<mm>"
            + MinuteWord
            + @")\b)",
        Any,
        Patience
    )]
    public static partial Regex WordTime();

    [GeneratedRegex(@"\b(noon|midday|midnight)\b", Any, Patience)]
    public static partial Regex Noon();

    [GeneratedRegex(
        @"\b(?<=\b(at|around|by|before|after|until|till|from|about) )(?<h>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?!([.,:/-]?\d|\s?[%€$£]|\s+(minutes?|seconds?|hours?|days?|weeks?|months?|years?|people|persons?|times?|percent|euros?|dollars?|pounds?|more|other|different|of)\b|\s\p{Lu}\p{Ll}+ (street|st|road|rd|avenue|ave|lane|drive)\b))",
        Any,
        Patience
    )]
    public static partial Regex BareTime();

    [GeneratedRegex(@"(?<![\p{L}\p{N}]|\p{L}-)\+?\(?\d[\d ().\-/]{3,}\d(?![\p{L}\p{N}])", Any, Patience)]
    public static partial Regex LongNumber();

    [GeneratedRegex(
        @"(?<![\p{L}\p{N}])(?!\d+(st|nd|rd|th|am|pm|kg|km|cm|mm|min|mins|sec|hrs?|x|k|gb|mb|s|m|h|g|l)\b|\d+-\p{L}{3,})(?=[\p{L}\p{N}-]*\d)(?=[\p{L}\p{N}-]*\p{L})[\p{L}\p{N}]+(-[\p{L}\p{N}]+)*(?![\p{L}\p{N}])",
        Any,
        Patience
    )]
    public static partial Regex Code();

    [GeneratedRegex(@"\b(mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?)\b", Any, Patience)]
    public static partial Regex Weekday();

    [GeneratedRegex(
        @"(?<![\p{L}\p{N}])(?<n>\d+([.,]\d+)*)(?<ord>st|nd|rd|th)?(?<what>\s+(one|option|choice|slot|time|visit|question|thing|appointment|attempt|try|of all))?(?<few>\s*-?(minutes?|mins?|seconds?|secs?|moments?|things?|questions?|times?|tries|more|x)\b)?",
        Any,
        Patience
    )]
    public static partial Regex Number();

    [GeneratedRegex(
        @"\b("
            + NumberWords.AnyWord
            + @")([ -](and[ -](?=("
            + NumberWords.Word
            + @")\b))?("
            + NumberWords.AnyWord
            + @")|, ("
            + NumberWords.Word
            + @")(?=[ ,.-]))*\b(?! (moments?|seconds?|minutes?|things?|questions?|more|of)\b)",
        Any,
        Patience
    )]
    public static partial Regex NumberRun();

    [GeneratedRegex(@"\b(" + NumberWords.Ordinal + @")\b", Any, Patience)]
    public static partial Regex OrdinalWord();

    [GeneratedRegex(@"\b(couple|both|pair|dozen|half an hour|half hour|an hour|quarter of an hour)\b", Any, Patience)]
    public static partial Regex Amount();

    [GeneratedRegex(@"\d+", Any, Patience)]
    public static partial Regex Digits();

    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{N}'-]*", Any, Patience)]
    public static partial Regex AnyWord();

    [GeneratedRegex(
        @"\b(today|tonight|tomorrow|yesterday|next (week|month|day)|this (week|month)|in \w+ (days?|weeks?|months?)|(days?|weeks?) (ago|later|from now)|weekday|weekend|any day)\b",
        Any,
        Patience
    )]
    public static partial Regex RelativeDay();

    [GeneratedRegex(
        @"(?i:\bmy (full |first |last |family |maiden )?name(?:'s| is)|\bmy surname is|\bthe name(?:'s| is)|\bunder the name( of)?|\bI am called|\bcall me|\bmein name ist|\bich hei(ß|ss)e|\bje m'appelle|\bme llamo|\bmi nombre es|\bmi chiamo|\bmijn naam is) (?<n>"
            + Cap
            + @"([ -]"
            + Cap
            + @"){0,3})",
        Cased,
        Patience
    )]
    public static partial Regex Introduced();

    [GeneratedRegex(@"(?i:\bthis is|\bI'm|\bI am|\bit's|\bhere is) (?<n>" + Cap + @"( " + Cap + @")+)", Cased, Patience)]
    public static partial Regex Here();

    [GeneratedRegex(@"(?i:\bthis is|\bI'm|\bI am|\bit's) (?<n>" + Cap + @")(?= (speaking|calling|here)\b)", Cased, Patience)]
    public static partial Regex Calling();

    [GeneratedRegex(@"\b(Dr|Mr|Mrs|Ms|Prof|Doctor|Professor|Herr|Frau)\.? (?<n>" + Cap + @"( " + Cap + @")?)", Cased, Patience)]
    public static partial Regex Titled();

    [GeneratedRegex(
        @"(?i:\bmy (wife|husband|son|daughter|mother|father|friend|partner|brother|sister|boss|colleague|dog|cat)),? (?<n>"
            + Cap
            + @"( "
            + Cap
            + @")?)",
        Cased,
        Patience
    )]
    public static partial Regex Related();

    [GeneratedRegex(@"(?i:\b(with|for|named|called|ask for)) (?<n>" + Cap + @" " + Cap + @")\b", Cased, Patience)]
    public static partial Regex FullName();
}
