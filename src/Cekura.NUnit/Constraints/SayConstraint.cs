using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Cekura.Manifests.Text;

namespace Cekura.NUnit;

/// <summary>A speaker says something.</summary>
public sealed class SayConstraint : OrderedConstraint<SayConstraint>
{
    // What agents say is not under control, so a pattern that takes for ever on it must end.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly string _pattern;
    private Regex _regex;
    private Speaker? _speaker;

    /// <summary>Wants a turn that a regular expression matches.</summary>
    /// <param name="pattern">The regular expression, which may match any part of a turn.</param>
    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    public SayConstraint([StringSyntax(StringSyntaxAttribute.Regex)] string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        (_pattern, _regex) = (pattern, new Regex(pattern, RegexOptions.CultureInvariant, Limit));
    }

    /// <summary>Capital and small letters are the same.</summary>
    public SayConstraint IgnoreCase
    {
        get
        {
            _regex = new Regex(_pattern, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, Limit);
            return this;
        }
    }

    private protected override string What =>
        $"{Who} saying {Quoted.Text(_pattern)}{(_regex.Options.HasFlag(RegexOptions.IgnoreCase) ? " in any case" : "")}";

    private string Who =>
        _speaker switch
        {
            Speaker.Agent => "the agent",
            Speaker.Caller => "the caller",
            _ => "a speaker",
        };

    /// <summary>Only what one side says counts.</summary>
    /// <param name="speaker">Who.</param>
    public SayConstraint By(Speaker speaker)
    {
        _speaker = speaker;
        return this;
    }

    private protected override IReadOnlyList<int> Matches(Transcript transcript) =>
        [.. Heard(transcript).Where(turn => _regex.IsMatch(turn.Text)).Select(turn => turn.Number)];

    private protected override Finding Instead(Transcript transcript)
    {
        if (transcript.WhyEmpty is { } why)
        {
            return new Finding(why, []);
        }

        var others = transcript.Where(turn => _regex.IsMatch(turn.Text)).Select(turn => turn.Number).ToList();
        if (others.Count > 0)
        {
            return new Finding($"another speaker says it, in turn {others[0]}", [.. Around(transcript, others.Take(1))]);
        }

        var heard = Heard(transcript).Select(turn => turn.Number).ToList();
        return new Finding(
            $"{(_speaker is null ? "no speaker says anything" : $"{Who} says nothing")} like it in {heard.Count} turn{(heard.Count == 1 ? "" : "s")}; the last of them",
            [.. Around(transcript, heard.TakeLast(3))]
        );
    }

    private IEnumerable<Turn> Heard(Transcript transcript) => transcript.Where(turn => _speaker is null || turn.Speaker == _speaker);
}
