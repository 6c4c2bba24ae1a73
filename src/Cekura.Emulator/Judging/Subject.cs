using System.Text.RegularExpressions;

namespace Cekura.Emulator.Judging;

/// <summary>Whom a statement is about, as far as its words say.</summary>
internal static partial class Subject
{
    /// <summary>
    /// Whether a statement is about what the caller alone does. All others are about the agent, who is under test: what the caller says is
    /// no proof of them, and so it is of what is done to the caller, or for it.
    /// </summary>
    public static bool IsCaller(string statement) => Caller().IsMatch(statement) && !IsAgent(statement) && !Undergone().IsMatch(statement);

    /// <summary>Whether a statement names the agent, and not the caller.</summary>
    public static bool IsAgentOnly(string statement) => IsAgent(statement) && !Caller().IsMatch(statement);

    // The service calls its caller the testing agent.
    private static bool IsAgent(string statement) => Agent().IsMatch(Caller().Replace(statement, ""));

    [GeneratedRegex(
        @"\b(testing agent|caller|customer|user|patient|client|guest|person)(s|'s)?\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Caller();

    // How a caller feels is no deed of the agent's.
    [GeneratedRegex(
        @"\b(gets?|got|receives?|received|obtains?|obtained|learns?|learned)\b|\b(is|are|was|were|be|been|being)( (not|never|then|now|also|successfully|correctly))*( (?!satisfied|interested|annoyed|frustrated|pleased|confused|worried|tired|concerned|surprised|relieved|convinced|disappointed|excited|irritated|need)\w+ed| told| given| sent| shown| put| paid| made| held| sold| set| taken| spoken| read| found)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Undergone();

    [GeneratedRegex(
        @"\b(agent|assistant|bot|representative)(s|'s)?\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Agent();
}
