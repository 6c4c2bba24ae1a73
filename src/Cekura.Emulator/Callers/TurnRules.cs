using System.Text.RegularExpressions;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Callers;

/// <summary>Turns that no caller takes: it speaks for the agent, or its thoughts are in its words.</summary>
internal static partial class TurnRules
{
    private const int MinEcho = 6;

    private static readonly HashSet<string> Courtesies = new(StringComparer.Ordinal)
    {
        "hello",
        "hi",
        "hey",
        "good",
        "morning",
        "afternoon",
        "evening",
        "there",
        "goodbye",
        "good-bye",
        "bye",
        "thanks",
        "thank",
        "you",
        "so",
        "very",
        "much",
        "have",
        "a",
        "nice",
        "great",
        "day",
        "for",
        "your",
        "help",
        "ok",
        "okay",
        "hallo",
        "guten",
        "tag",
        "danke",
        "tschüss",
        "bonjour",
        "merci",
        "hola",
        "gracias",
        "adios",
    };

    /// <summary>What is wrong with the words of a turn, as the end of a sentence; null: they are a caller's.</summary>
    /// <param name="say">The words.</param>
    /// <param name="heard">What the agent said before them.</param>
    /// <param name="told">What the caller was told: it may ask for just these words.</param>
    public static string? Of(string say, string heard, string told)
    {
        var words = Typography.Plain(say);
        return say.Length > CallerPrompt.MaxTurn ? $"it has {say.Length} characters, and a turn at most {CallerPrompt.MaxTurn}"
            : Found(Thought(), words, told) is { } thought ? $"\"{thought}\" is no part of what a caller says"
            : ThirdPerson().IsMatch(words) && Duty().IsMatch(words) ? "it has thoughts in it instead of words to the agent"
            : Found(AgentsPart(), words, told) is { } part ? $"\"{part}\" is what the agent says, and not the caller"
            : IsEcho(say, heard) ? "it says the agent's own words again"
            : null;
    }

    /// <summary>Whether the turn says goodbye.</summary>
    public static bool IsFarewell(string say) => Farewell().IsMatch(Typography.Plain(say));

    /// <summary>Whether the turn asks something.</summary>
    public static bool IsQuestion(string say) => say.TrimEnd().EndsWith('?');

    /// <summary>Whether the turn is a greeting, a goodbye or a word of thanks and nothing else.</summary>
    public static bool IsCourtesy(string say) => Words.Of(say).All(word => Courtesies.Contains(word));

    private static bool IsEcho(string say, string heard)
    {
        var said = Words.Of(say).ToList();
        return said.Count >= MinEcho && said.SequenceEqual(Words.Of(heard));
    }

    private static string? Found(Regex pattern, string words, string told) =>
        pattern.Match(words) is { Success: true } match && !told.Contains(match.Value.Trim(), StringComparison.OrdinalIgnoreCase)
            ? match.Value.Trim()
            : null;

    [GeneratedRegex(
        """
            </?think(ing)?>|```|^\s*\{|"say"\s*:|^\s*(caller|customer|user|me|human|reasoning|thought|say)\s*:|^\s*\*[\p{L} ]+\*|^\s*[\[(][\p{L} ]+[\])]|\bas (the|a) caller\b|\bmy (instructions|persona|system prompt|role is)\b|\bthe (scenario|instructions) (say|says|said|require|requires|want|wants)\b|\bsystem prompt\b|\bI (should|need to|must|will) (now )?(respond|reply|answer) (with|as|to the agent)\b|\bstay(ing)? in character\b
            """,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Thought();

    [GeneratedRegex(
        @"^((ok|okay|so|now|well|hmm)[,.]? )?the (agent|assistant|user|customer|caller) (is (asking|requesting|waiting|greeting|offering|confirming)|wants me to|needs my|needs to know|asks|asked for|has asked|greeted|confirmed|offered|offers)\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex ThirdPerson();

    [GeneratedRegex(
        @"\b(I|caller) (should|need to|needs to|must|will|have to|has to|can now|would)\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Duty();

    [GeneratedRegex(
        """
            ^\s*(agent|assistant|bot|receptionist|ai)\s*:|\bhow (can|may|could) I (help|assist|be of (help|assistance to))( you)?\b|\bwhat can I (do|help) (for )?you( with)?\b|\bis there anything else (that )?I can (help|assist|do)\b|\bI('m| am) (an|your) (ai|virtual|automated|digital)\b|\bas an ai\b|\bI('m| am) (a )?(large )?language model\b|\bI('d| would) be (happy|glad) to (help|assist) you\b|\bI('ll| will) be (happy|glad) to (help|assist) you\b|\bI can (help|assist) you with (that|this|your|booking)\b|\bthank(s| you) for (calling|contacting|reaching out to) (?!me\b|back\b|about\b|so\b|us\b|and\b|again\b)(?-i:\p{Lu})|\bwie kann ich (ihnen|dir) helfen\b|\bkann ich sonst noch etwas für sie tun\b|\bcomment puis-je vous aider\b|\ben qué puedo ayudar(le|te)\b
            """,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex AgentsPart();

    [GeneratedRegex(
        @"\b(good-?bye\b|bye\b|bye-bye\b|see you( then| soon| later| tomorrow| there| on \w+)?[.!]?$|have a (nice|good|great|lovely) (day|evening|weekend|one)\b|tschüss\b|auf wiedersehen\b|au revoir\b|adiós\b|adios\b|arrivederci\b|take care(?! of)\b)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Farewell();
}
