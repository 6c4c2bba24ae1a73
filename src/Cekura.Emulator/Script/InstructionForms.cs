using System.Text.RegularExpressions;

namespace Cekura.Emulator.Script;

/// <summary>The forms of instructions that the scripted caller understands; <c>docs/caller.md</c> lists them.</summary>
internal static partial class InstructionForms
{
    private const RegexOptions Options =
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace;
    private const int MaxMilliseconds = 10_000;

    /// <summary>To hang up, to wait, to be silent: nothing that could be said.</summary>
    public static bool IsUnsayable(string sentence) => Unsayable().IsMatch(sentence);

    /// <summary>Whether it is plainly something to say, and no instruction.</summary>
    public static bool IsSpeech(string sentence) => sentence.TrimEnd().EndsWith('?') || Speech().IsMatch(sentence);

    /// <summary>Words in quotes after a verb of saying, or after anything that is no speech itself; null when there are none.</summary>
    public static string? Quoted(string text)
    {
        var lead = Lead().Match(text);
        var rest = text[lead.Length..];
        if (lead.Success && Whole().Match(rest) is { Success: true } whole)
        {
            return whole.Groups["words"].Value;
        }

        var words = Passage().Matches(rest).Select(passage => passage.Groups["words"].Value).ToList();
        return words.Count > 0 && ((lead.Success && rest[0] is '"' or '“') || (!lead.Success && !IsSpeech(Passage().Replace(text, ""))))
            ? string.Join(' ', words)
            : null;
    }

    /// <summary>What is done by saying it: to agree, to decline, to thank, to ask for something. Null when it is none of these.</summary>
    public static string? Performed(string text)
    {
        foreach (var (form, said) in Performances)
        {
            if (form.Match(text) is { Success: true } match)
            {
                return Instruction.Capitalized(said(match, Person.ToFirst(match.Groups["rest"].Value.TrimEnd('.', '!', ' '))));
            }
        }

        return null;
    }

    /// <summary>What is said, told, mentioned or asked. Null when it is none of these.</summary>
    public static (string Speech, bool IsIndirect)? Reported(string text)
    {
        var lead = Lead().Match(text);
        var rest = text[lead.Length..];
        if (!lead.Success || rest.Length == 0)
        {
            return null;
        }

        var that = lead.Groups["that"].Success;
        var whether = lead.Groups["whether"].Success;
        var indirect = that || whether || Person.IsAboutCaller(rest) || rest.StartsWith("that ", StringComparison.OrdinalIgnoreCase);
        var words = Instruction.Capitalized(indirect && !rest.EndsWith('?') ? Person.ToFirst(rest) : rest);
        return (
            whether ? Closed(words, "?")
            : lead.Groups["asks"].Success && Wonders().IsMatch(words) && !words.EndsWith('?')
                ? $"Can you tell me {char.ToLowerInvariant(words[0])}{Closed(words[1..], "?")}"
            : words,
            indirect
        );
    }

    private static readonly IReadOnlyList<(Regex Form, Func<Match, string, string> Said)> Performances =
    [
        (AskFor(), (_, rest) => Closed(rest, ", please.")),
        (AskOthers(), (_, rest) => $"Could you {rest}?"),
        (AskTo(), (_, rest) => $"I would like to {rest}."),
        (AskAbout(), (_, rest) => $"I have a question about {rest}."),
        (ComplainAbout(), (_, rest) => $"I want to complain about {rest}."),
        (TellAbout(), (_, rest) => $"It is about {rest}."),
        (Thank(), (_, rest) => rest.Length == 0 ? "Thank you." : $"Thank you {rest}."),
        (Apologize(), (_, rest) => rest.Length == 0 ? "I am sorry." : $"I am sorry {rest}."),
        (Greet(), (_, _) => "Hello."),
        (Alone(), (match, _) => match.Groups["verb"].Value.ToLowerInvariant() switch
            {
                "agree" or "accept" => "Yes, I agree.",
                "confirm" => "Yes, that is right.",
                _ => "No, thank you.",
            }),
        (Act(), (match, rest) => $"I {match.Groups["verb"].Value.ToLowerInvariant()} {rest}."),
    ];

    private static string Closed(string words, string mark) => words.EndsWith('?') ? words : words.TrimEnd('.', ' ') + mark;

    // "Then", "You should" and adverbs of manner stand in front of any verb: "Politely ask for a refund."
    private const string Before =
        @"^((you(\ (should|must|will|can))?|then|now|just|first|finally)[,\ ]\s*)*((?!reply\b)[a-z]+ly(\ (and|but)\ [a-z]+ly)?,?\s+)?";

    // "Say that is all": there, "that" is what it is about.
    private const string That =
        @"(?<that>\ that(?!['’]|\s+(is|was|are|were|will|would|works?|sounds?|seems?|looks?|makes?|does|do|did|has|had|can|could|should|may|might|must|one|suits|helps|depends)\b))";
    private const string Anyone = @"(the\ )?(agent|assistant|bot|receptionist|operator|representative|person)|them|him|her|it";

    [GeneratedRegex(
        Before
            + "((say|mention|explain|state|answer|reply|respond|provide|give|point\\ out|(tell|inform|remind)\\ ("
            + Anyone
            + ")|let\\ ("
            + Anyone
            + ")\\ know"
            + "|(?<asks>ask(\\ ("
            + Anyone
            + "))?)(?<whether>\\ (if|whether))?"
            + "|(add|repeat|insist|claim|complain|admit|report|confirm|agree)(?=(\\ to\\ ("
            + Anyone
            + "))?\\ that\\ |(\\ with)?\\ ?:|\\ with\\b))"
            + "(\\ to\\ ("
            + Anyone
            + "))?(\\ with)?"
            + That
            + "?(\\ ?:)?)\\s+(?!(me|us)\\b)",
        Options,
        MaxMilliseconds
    )]
    private static partial Regex Lead();

    [GeneratedRegex(Before + "(ask(\\ (" + Anyone + "))?\\ for|request|demand)\\s+(?!that\\b)(?<rest>.+)$", Options, MaxMilliseconds)]
    private static partial Regex AskFor();

    [GeneratedRegex(Before + "(ask|tell)\\ (" + Anyone + ")\\ to\\s+(?<rest>.+)$", Options, MaxMilliseconds)]
    private static partial Regex AskOthers();

    [GeneratedRegex(Before + "(ask|request|demand)\\ to\\s+(?<rest>.+)$", Options, MaxMilliseconds)]
    private static partial Regex AskTo();

    [GeneratedRegex(Before + "(ask(\\ (" + Anyone + "))?|inquire|enquire)\\ about\\s+(?<rest>.+)$", Options, MaxMilliseconds)]
    private static partial Regex AskAbout();

    [GeneratedRegex(Before + "complain(\\ to\\ (" + Anyone + "))?\\ (about|of)\\s+(?<rest>.+)$", Options, MaxMilliseconds)]
    private static partial Regex ComplainAbout();

    [GeneratedRegex(Before + "(tell|inform)\\ (" + Anyone + ")\\ (about|of)\\s+(?<rest>.+)$", Options, MaxMilliseconds)]
    private static partial Regex TellAbout();

    [GeneratedRegex(Before + "thank\\ (" + Anyone + ")\\s*(?<rest>(for\\ .+)?)[.!]?$", Options, MaxMilliseconds)]
    private static partial Regex Thank();

    [GeneratedRegex(Before + "apologi[sz]e(\\ to\\ (" + Anyone + "))?\\s*(?<rest>(for\\ .+)?)[.!]?$", Options, MaxMilliseconds)]
    private static partial Regex Apologize();

    [GeneratedRegex(Before + "greet\\ (" + Anyone + ")[.!]?$", Options, MaxMilliseconds)]
    private static partial Regex Greet();

    [GeneratedRegex(Before + "(?<verb>agree|accept|confirm|decline|refuse|disagree)[.!]?$", Options, MaxMilliseconds)]
    private static partial Regex Alone();

    [GeneratedRegex(
        Before
            + "(?<verb>agree|accept|confirm|decline|refuse|disagree|insist|promise|object)\\s+(?!(my|me|our|us|with)\\b|that\\b(?!\\ (one|time|date|day|slot|offer)\\b))(?<rest>.+)$",
        Options,
        MaxMilliseconds
    )]
    private static partial Regex Act();

    [GeneratedRegex(
        @"^((then|and|now|just)\ )*(hang\ up|end\ the\ (call|conversation)|disconnect|wait(\ (for|until)\b.*)?|pause(\ for\b.*)?|(stay|remain|keep|be)\ (silent|quiet)|say\ nothing|do\ nothing|do\ not\ (say|answer|reply|respond|mention|tell|give|reveal)\b.*|don't\ (say|answer|reply|respond).*)[.!]?$",
        Options,
        MaxMilliseconds
    )]
    private static partial Regex Unsayable();

    [GeneratedRegex(
        @"\b(I|I'\w+|I’\w+|me|my|mine|we|our|us)\b|^(yes|no|yeah|nope|yep|okay|ok|hello|hi|hey|good\ (morning|afternoon|evening)|goodbye|bye|thanks|thank\ you|please|sorry|sure|great|that|this|it|actually|well|oh|what|when|where|who|how|why|which)\b",
        Options,
        MaxMilliseconds
    )]
    private static partial Regex Speech();

    [GeneratedRegex(@"^(what|when|where|who|whose|how|why|which)\b", Options, MaxMilliseconds)]
    private static partial Regex Wonders();

    [GeneratedRegex("""^("(?<words>[^"]+)"|“(?<words>[^“”]+)”|['‘](?<words>.+)['’])\.?$""", Options, MaxMilliseconds)]
    private static partial Regex Whole();

    [GeneratedRegex("""["“](?<words>[^"“”]+)["”]""", Options, MaxMilliseconds)]
    private static partial Regex Passage();
}
