using System.Text.RegularExpressions;

namespace Cekura.Models.Cassettes;

/// <summary>How texts stand in cassettes: without secrets, and without what differs from run to run by declaration.</summary>
/// <param name="Volatile">What differs without a meaning.</param>
/// <param name="Secrets">What must not be kept.</param>
internal sealed record CassetteWording(IReadOnlyList<Regex> Volatile, IReadOnlyList<string> Secrets)
{
    // What no pattern that people write finds again.
    private const string Placeholder = "~";

    private const string Redacted = "***";

    /// <summary>A text by which a question is known.</summary>
    public string Of(string text)
    {
        var clean = Clean(text.Contains('\r', StringComparison.Ordinal) ? text.ReplaceLineEndings("\n") : text);
        foreach (var pattern in Volatile)
        {
            try
            {
                clean = pattern.Replace(clean, Placeholder);
            }
            catch (RegexMatchTimeoutException)
            {
                // Then it stays as it is: at worst it is asked again.
            }
        }

        return clean;
    }

    /// <summary>A text without secrets.</summary>
    public string Clean(string text)
    {
        foreach (var secret in Secrets)
        {
            text = text.Replace(secret, Redacted, StringComparison.Ordinal);
        }

        return text;
    }
}
