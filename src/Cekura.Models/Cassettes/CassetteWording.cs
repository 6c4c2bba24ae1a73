using System.Text.RegularExpressions;

namespace Cekura.Models.Cassettes;

/// <summary>How texts stand in cassettes: without secrets, and without what differs from run to run by declaration.</summary>
/// <param name="Volatile">What differs without a meaning.</param>
/// <param name="Clean">Takes out of a text what must not be kept.</param>
internal sealed record CassetteWording(IReadOnlyList<Regex> Volatile, Func<string, string> Clean)
{
    // What no pattern that people write finds again.
    private const string Placeholder = "~";

    /// <summary>Nothing is left out.</summary>
    public static CassetteWording AsItStands { get; } = new([], text => text);

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
}
