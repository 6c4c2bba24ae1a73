using System.Text.RegularExpressions;
using Cekura.Manifests.Text;

namespace Cekura.Cli.Output;

/// <summary>
/// Keys that are known by their form, in a text that people commit: conversations may hold some, whatever they are called.
/// </summary>
internal static partial class WrittenSecrets
{
    /// <summary>The same text without them. None of their characters ends a text of JSON.</summary>
    public static string Redact(string text) => Forms().Replace(text, match => $"{match.Groups["keep"].Value}{Redaction.Mark}");

    // Of an Authorization header, JSON web tokens, and keys of OpenAI and others, GitHub, GitLab, Slack, Amazon and Google.
    [GeneratedRegex(
        @"(?<keep>\b(Bearer|Basic) +)[A-Za-z0-9+/_.~=-]{8,}|\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*|\b(sk|pk|rk)[-_][A-Za-z0-9_-]{16,}|\bgh[pousr]_[A-Za-z0-9]{20,}|\bglpat-[A-Za-z0-9_-]{16,}|\bxox[abprs]-[A-Za-z0-9-]{10,}|\bA(KI|SI)A[0-9A-Z]{16}\b|\bAIza[A-Za-z0-9_-]{30,}",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Forms();
}
