using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cekura.Testing;

/// <summary>
/// Plays callers and judge of samples/LocalModel by rules, behind a <see cref="ModelStub"/>. It is no language model, and its name says so.
/// </summary>
public static partial class AppointmentModel
{
    /// <summary>The name for <c>CallerModel</c>.</summary>
    public const string Name = "stub-with-rules";

    private static readonly (string Verb, string Said)[] Deeds =
    [
        ("books", "You are booked for"),
        ("moves", "I have moved your appointment to"),
        ("cancels", "I have cancelled your appointment"),
        ("taken", "is taken"),
    ];

    /// <summary>The answer to a question of a caller or of a judge.</summary>
    public static StubAnswer Answer(StubQuestion question) =>
        question.Schema == "caller_turn" ? CallersTurn(question.Rules, question.Last) : Judgement(question.Last);

    private static StubAnswer CallersTurn(string rules, string heard)
    {
        var person = Person().Match(rules);
        return heard switch
        {
            _ when heard.Contains("anything else", StringComparison.Ordinal) => StubAnswer.Says(
                "No, that is all. Thank you, goodbye!",
                done: true,
                "it is done"
            ),
            _ when heard.Contains("full name", StringComparison.Ordinal) => StubAnswer.Says(
                $"{person.Groups["name"].Value}, born {person.Groups["born"].Value}.",
                reason: "it asks who calls"
            ),
            _ when heard.Contains("is taken", StringComparison.Ordinal) => StubAnswer.Says(
                $"{Other().Match(rules).Groups["time"].Value}, please.",
                reason: "the other time"
            ),
            _ when heard.Contains("Shall I", StringComparison.Ordinal) => StubAnswer.Says("Yes, please.", reason: "it is what I want"),
            _ when heard.Contains("rather move it", StringComparison.Ordinal) => StubAnswer.Says("Please cancel it.", reason: "as I said"),
            _ => StubAnswer.Says(
                $"I would like to {Wish().Match(rules).Groups["wish"].Value.Replace("your", "my", StringComparison.Ordinal)}, please.",
                reason: "what I called for"
            ),
        };
    }

    private static StubAnswer Judgement(string asked)
    {
        var turns = Turn()
            .Matches(asked)
            .Select(turn => (Number: int.Parse(turn.Groups["number"].ValueSpan), Said: turn.Groups["said"].Value.TrimEnd('\r')))
            .ToList();
        return StubAnswer.Json(
            new JsonObject
            {
                ["statements"] = new JsonArray([
                    .. Statement()
                        .Matches(asked[..asked.IndexOf("<conversation>", StringComparison.Ordinal)])
                        .Select(statement =>
                            Judged(int.Parse(statement.Groups["number"].ValueSpan), statement.Groups["text"].Value, turns)
                        ),
                ]),
            }
        );
    }

    private static JsonObject Judged(int number, string statement, List<(int Number, string Said)> turns)
    {
        var deed = Array.Find(Deeds, deed => statement.Contains(deed.Verb, StringComparison.Ordinal)).Said;
        var facts = Fact().Matches(statement).Select(fact => fact.Value).ToList();
        var shows = turns.FindIndex(turn =>
            turn.Said.Contains(deed, StringComparison.Ordinal)
            && facts.TrueForAll(fact => turn.Said.Contains(fact, StringComparison.Ordinal))
        );
        var (turn, said) = shows >= 0 ? turns[shows] : turns[^1];
        return new()
        {
            ["statement"] = number,
            ["turn"] = turn,
            ["quote"] = said,
            ["reason"] = shows >= 0 ? "The agent says so." : "No turn of the agent says so.",
            ["answer"] = shows >= 0 ? "met" : "unmet",
        };
    }

    [GeneratedRegex(
        @"You are (?<name>\p{Lu}\p{L}+ \p{Lu}\p{L}+), born (?<born>[^.]+)\.",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Person();

    [GeneratedRegex(
        @"You would like to (?<wish>[^.]+)\.",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Wish();

    [GeneratedRegex(
        @"(?<time>\d{1,2}:\d\d [AP]M) is fine",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Other();

    [GeneratedRegex(
        @"^\[(?<number>\d+)\] agent: (?<said>.+)$",
        RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Turn();

    [GeneratedRegex(
        @"^(?<number>\d+)\. (?<text>.+)$",
        RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Statement();

    [GeneratedRegex(
        @"\p{Lu}\p{L}+day|\d{1,2}:\d\d [AP]M",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Fact();
}
