using System.Text.RegularExpressions;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Script;

/// <summary>
/// A condition that its author wrote as a regular expression: <c>/date of birth/i</c>. Flags: <c>i</c>, <c>m</c>, <c>s</c>.
/// </summary>
internal sealed class PatternSituation : Situation
{
    private readonly Regex _pattern;

    private PatternSituation(Regex pattern) => _pattern = pattern;

    /// <inheritdoc/>
    public override bool Matches(string message) => _pattern.IsMatch(Typography.Plain(message));

    /// <inheritdoc cref="Situation.Parse"/>
    public static new PatternSituation Parse(string condition)
    {
        var close = condition.LastIndexOf('/');
        if (close == 0)
        {
            throw new FormatException($"the regular expression {condition} has no closing /");
        }

        var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
        foreach (var flag in condition[(close + 1)..])
        {
            options |= flag switch
            {
                'i' => RegexOptions.IgnoreCase,
                'm' => RegexOptions.Multiline,
                's' => RegexOptions.Singleline,
                _ => throw new FormatException($"the regular expression {condition} has the unknown flag '{flag}'; there are i, m and s"),
            };
        }

        try
        {
            return new PatternSituation(new Regex(Typography.Plain(condition[1..close]), options, Regex.InfiniteMatchTimeout));
        }
        catch (ArgumentException exception)
        {
            throw new FormatException($"the regular expression {condition} cannot be read: {exception.Message}", exception);
        }
        catch (NotSupportedException exception)
        {
            throw new FormatException(
                $"the regular expression {condition} looks ahead, looks behind or refers back, which is not supported",
                exception
            );
        }
    }
}
