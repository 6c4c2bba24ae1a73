using System.Text.RegularExpressions;

namespace Cekura.Emulator.Judging;

/// <summary>Whom a statement is about, as far as its words say.</summary>
internal static partial class Subject
{
    /// <summary>
    /// Whether a statement is about the caller alone. All others are about the agent, who is under test: what the caller says is no proof
    /// of them.
    /// </summary>
    public static bool IsCaller(string statement) => Caller().IsMatch(statement) && !IsAgent(statement);

    /// <summary>Whether a statement names the agent, and not the caller.</summary>
    public static bool IsAgentOnly(string statement) => IsAgent(statement) && !Caller().IsMatch(statement);

    // The service calls its caller the testing agent.
    private static bool IsAgent(string statement) => Agent().IsMatch(Caller().Replace(statement, ""));

    [GeneratedRegex(
        @"\b(testing agent|caller|customer|user|patient|client|guest|person)(s|'s)?\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Caller();

    [GeneratedRegex(
        @"\b(agent|assistant|bot|representative)(s|'s)?\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Agent();
}
