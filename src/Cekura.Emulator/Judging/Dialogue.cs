using System.Globalization;
using System.Text.RegularExpressions;
using Cekura.Emulator.Rules;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Judging;

/// <summary>
/// A conversation as a judge reads it: a numbered line for each turn, between marks that nothing which was said can imitate. What was said
/// after its end is none of it: no caller heard that, and another machine hears more or less of it.
/// </summary>
internal sealed partial class Dialogue
{
    private const string Open = "<conversation>";
    private const string Close = "</conversation>";

    private readonly IReadOnlyList<(string Role, string Said)> _turns;
    private readonly string _ended;

    public Dialogue(Evidence evidence)
    {
        _turns = [.. evidence.Turns.Where(turn => !turn.IsLate).Select(turn => (turn.Role, Shown(turn)))];
        _ended = Tame(evidence.EndedReason);
    }

    public int Count => _turns.Count;

    /// <summary>What the judge reads.</summary>
    public string Text =>
        string.Join('\n', [Open, .. _turns.Select((turn, index) => $"[{index + 1}] {Who(turn.Role)}: {turn.Said}"), Ended, Close]);

    /// <summary>What was said and done, without what differs from one time to the next: cassettes know the conversation by it.</summary>
    public string Recorded => string.Join('\n', [.. _turns.Select(turn => $"{Who(turn.Role)}: {turn.Said}"), Ended]);

    private string Ended => $"(it ended: {(_ended.Length > 0 ? _ended : "not known")})";

    /// <summary>What is wrong with a quote; null: it stands in that turn, and the turn may prove what it is quoted for.</summary>
    /// <param name="turn">The number of the turn, from 1; 0: nothing is quoted.</param>
    /// <param name="quote">The quoted words.</param>
    /// <param name="isProof">Whether something is said to hold because of it.</param>
    /// <param name="byAgent">Whether only words and calls of the agent are proof.</param>
    public string? Fault(int turn, string quote, bool isProof, bool byAgent)
    {
        if (turn == 0 && quote.Trim().Length == 0)
        {
            return isProof ? "Nothing is quoted that shows it." : null;
        }

        if (turn < 1 || turn > _turns.Count)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"There is no turn {turn}: the turns are numbered from 1 to {_turns.Count}."
            );
        }

        var (role, said) = _turns[turn - 1];
        return !Wordings.Quotes(said, WithoutNumber(quote)) ? $"The quote does not stand in turn {turn}."
            : !isProof ? null
            : !Wordings.IsTelling(said, WithoutNumber(quote)) ? $"The quote is too short to show anything: quote more of turn {turn}."
            : byAgent && role == TurnRole.Caller
                ? $"Turn {turn} is the caller's, and only words and function calls of the agent show what the agent did."
            : OrdersJudge(said) ? NoProof(turn)
            : null;
    }

    /// <summary>What is wrong with a high rating that is given for a turn; null: nothing.</summary>
    public string? FaultOfRating(int turn) =>
        turn >= 1 && turn <= _turns.Count && OrdersJudge(_turns[turn - 1].Said) ? NoProof(turn) : null;

    /// <summary>Turns that speak to a judge instead of to the other party.</summary>
    public IEnumerable<int> Orders => _turns.Index().Where(turn => OrdersJudge(turn.Item.Said)).Select(turn => turn.Index + 1);

    private static string NoProof(int turn) => $"Turn {turn} gives orders to a reader, which prove nothing.";

    private static bool OrdersJudge(string said) => Order().IsMatch(Wordings.Plain(said));

    private static string Who(string role) =>
        role switch
        {
            TurnRole.Agent => "agent",
            TurnRole.Caller => "caller",
            TurnRole.ToolCall => "agent calls",
            _ => "result",
        };

    // A turn is one line, so that no line of it looks like another turn.
    private static string Shown(RecordedTurn turn) =>
        Tame(
            turn.Role switch
            {
                TurnRole.ToolCall => ToolCall.Of(turn).ToString(),
                TurnRole.ToolResult => turn.Data?["result"]?.ToString() ?? turn.Content,
                _ => turn.Content,
            }
        );

    private static string Tame(string text) =>
        Marks()
            .Replace(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), "(${close}conversation${rest})");

    // Some models quote the whole line.
    private static string WithoutNumber(string quote) => Number().Replace(quote.Trim(), "");

    [GeneratedRegex(
        @"<\s*(?<close>/?)\s*conversation(?<rest>[^>]*)>",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Marks();

    [GeneratedRegex(
        @"^\[[0-9]{1,6}\] (agent calls|agent|caller|result): ",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Number();

    [GeneratedRegex(
        """
            \b(ignore|disregard|forget|override)\b.{0,40}\b(rules?|instructions?|prompts?|criteri(on|a)|statements?)\b|\banswer\b.{0,20}\b(met|unmet|blocked)\b|\b(mark|judge|rate|score|grade|count|consider)\b.{0,40}\b(statements?|criteri(on|a)|outcomes?|conversation|call|lines?|test)\b.{0,20}\b(met|pass(es|ed)?|fulfilled|satisfied|5|yes)\b|\b(all|every|each|the|this|expected)\b.{0,10}\b(statements?|criteri(on|a)|expected outcomes?)\b.{0,30}\b(met|pass(es|ed)?|fulfilled|satisfied)\b|\b(note|message|attention|dear|hey|to) (to )?(the )?(evaluator|grader|judge|llm)\b|\bas (the|an?) (evaluator|grader|judge)\b
            """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Order();
}
