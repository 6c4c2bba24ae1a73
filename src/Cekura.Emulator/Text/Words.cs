using System.Text.RegularExpressions;

namespace Cekura.Emulator.Text;

/// <summary>The words of a text, as far as matching conditions by key words needs them.</summary>
internal static partial class Words
{
    private static readonly HashSet<string> Negations = new(StringComparer.Ordinal)
    {
        "not",
        "no",
        "never",
        "none",
        "nothing",
        "cannot",
        "unable",
        "without",
        "unfortunately",
    };

    // Articles, pronouns, the parties, verbs of saying, and the small words between them: they tell no situation from another.
    private static readonly HashSet<string> Fillers = new(StringComparer.Ordinal)
    {
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "there",
        "here",
        "i",
        "me",
        "my",
        "mine",
        "you",
        "your",
        "yours",
        "he",
        "him",
        "his",
        "she",
        "her",
        "hers",
        "it",
        "its",
        "we",
        "us",
        "our",
        "they",
        "them",
        "their",
        "agent",
        "assistant",
        "bot",
        "representative",
        "caller",
        "customer",
        "user",
        "say",
        "says",
        "said",
        "saying",
        "ask",
        "asks",
        "asked",
        "asking",
        "tell",
        "tells",
        "told",
        "telling",
        "mention",
        "mentions",
        "mentioned",
        "state",
        "states",
        "stated",
        "inform",
        "informs",
        "informed",
        "reply",
        "replies",
        "respond",
        "responds",
        "answer",
        "answers",
        "explain",
        "explains",
        "request",
        "requests",
        "requested",
        "want",
        "wants",
        "know",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "am",
        "do",
        "does",
        "did",
        "has",
        "have",
        "had",
        "having",
        "can",
        "could",
        "will",
        "would",
        "shall",
        "should",
        "may",
        "might",
        "must",
        "of",
        "for",
        "to",
        "from",
        "in",
        "on",
        "at",
        "by",
        "with",
        "about",
        "as",
        "into",
        "and",
        "or",
        "but",
        "if",
        "whether",
        "so",
        "then",
        "what",
        "which",
        "when",
        "where",
        "who",
        "whose",
        "how",
        "why",
        "any",
        "some",
        "please",
    };

    /// <summary>The words of a text in lower case; an apostrophe belongs to its word.</summary>
    public static IEnumerable<string> Of(string text) =>
        Word().Matches(Typography.Plain(text)).Select(match => match.Value.ToLowerInvariant());

    /// <summary>Whether a word turns a statement into its opposite.</summary>
    public static bool IsNegation(string word) => Negations.Contains(word) || word.EndsWith("n't", StringComparison.Ordinal);

    /// <summary>Whether a word tells one situation from another.</summary>
    public static bool IsContent(string word) => !Fillers.Contains(word) && !IsNegation(word) && !Contraction().IsMatch(word);

    /// <summary>
    /// A light stem: <c>bookings</c>, <c>booked</c> and <c>book</c> are one word, and so are <c>confirms</c> and <c>confirmation</c>.
    /// </summary>
    public static string Stem(string word)
    {
        var stem = Cut(Cut(word, "'s", 1), "'", 1);
        stem =
            stem.EndsWith("ies", StringComparison.Ordinal) && stem.Length > 4 ? stem[..^3] + "y"
            : stem.EndsWith("ss", StringComparison.Ordinal) || stem.EndsWith("us", StringComparison.Ordinal) ? stem
            : Cut(stem, "s", 3);
        var shorter = Cut(stem, "ation", 4);
        shorter = shorter != stem ? shorter : Cut(stem, "ing", 3);
        shorter = shorter != stem ? shorter : Cut(stem, "ed", 3);
        shorter = shorter.Length > 3 && shorter[^1] == shorter[^2] && shorter[^1] != 's' ? shorter[..^1] : shorter;
        return Cut(shorter, "e", 3);
    }

    private static string Cut(string word, string ending, int atLeast) =>
        word.Length - ending.Length >= atLeast && word.EndsWith(ending, StringComparison.Ordinal) ? word[..^ending.Length] : word;

    [GeneratedRegex(
        @"[\p{L}\p{N}]+('[\p{L}]+)?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Word();

    // "you're", "I'd", "they've": a filler and a verb in one.
    [GeneratedRegex("'(re|d|ve|ll|m)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Contraction();
}
