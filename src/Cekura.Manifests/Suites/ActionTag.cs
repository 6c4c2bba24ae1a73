using System.Text.RegularExpressions;

namespace Cekura.Manifests.Suites;

/// <summary>
/// Something in an action that looks like a tag: <c>&lt;silence time="2s" /&gt;</c>, <c>&lt;spell&gt;</c>, <c>&lt;/spell&gt;</c>.
/// </summary>
internal sealed record ActionTag(
    string Name,
    string Text,
    int Index,
    bool IsClosing,
    bool IsSelfClosing,
    IReadOnlyDictionary<string, string> Attributes
)
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly Regex Tags = new("""<(?<close>/?)(?<name>[A-Za-z_]+)(?<rest>(/|\s([^<>"']|"[^"]*"|'[^']*')*)?)>""", Options);

    private static readonly Regex Pairs = new("""(?<name>\w+)\s*=\s*("(?<value>[^"]*)"|'(?<value>[^']*)')""", Options);

    public int End => Index + Text.Length;

    /// <summary>The tags of an action, from left to right.</summary>
    public static IReadOnlyList<ActionTag> In(string action) => [.. Tags.Matches(action).Select(Of)];

    private static ActionTag Of(Match match)
    {
        var rest = match.Groups["rest"].Value;
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in Pairs.Matches(rest).Cast<Match>())
        {
            attributes.TryAdd(pair.Groups["name"].Value, pair.Groups["value"].Value);
        }

        return new ActionTag(
            match.Groups["name"].Value.ToLowerInvariant(),
            match.Value,
            match.Index,
            IsClosing: match.Groups["close"].Length > 0,
            IsSelfClosing: rest.TrimEnd().EndsWith('/'),
            attributes
        );
    }
}
