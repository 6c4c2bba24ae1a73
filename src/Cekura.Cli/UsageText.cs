using System.Text.RegularExpressions;
using Cekura.Manifests.Text;

namespace Cekura.Cli;

/// <summary>What the parser says of a command line, in words for people: it names the types of this program.</summary>
internal static partial class UsageText
{
    /// <summary>The message of one error.</summary>
    public static string Of(string message)
    {
        if (Conversion().Match(message) is not { Success: true } match)
        {
            return message;
        }

        var (value, target, type) = (match.Groups["value"].Value, match.Groups["target"].Value, match.Groups["type"].Value);
        return TypeWords.Of(type) switch
        {
            null => $"{target} cannot be \"{value}\".{match.Groups["rest"].Value}",
            "true or false" => $"{target} is true or false, not \"{value}\".{match.Groups["rest"].Value}",
            var words => $"{target} wants {(words is "address" ? "an" : "a")} {words}, not \"{value}\".{match.Groups["rest"].Value}",
        };
    }

    [GeneratedRegex(
        @"^Cannot parse argument '(?<value>.*)' for (?:option|command) '(?<target>.*)' as expected type '(?<type>[^']*)'\.?(?<rest>.*)$",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Conversion();
}
