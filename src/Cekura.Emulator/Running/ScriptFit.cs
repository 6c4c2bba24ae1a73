using Cekura.Emulator.Rules;
using Cekura.Emulator.Scoring;
using Cekura.Emulator.Script;
using Cekura.Emulator.Seed;
using Cekura.Emulator.Text;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Running;

/// <summary>
/// Whether the caller came to say what its script holds, and was answered. A branch that was not taken is fine. A caller that is at a loss
/// until the end asked nothing, and neither did one whose conditions never fired; that nothing bad was said to it then proves nothing.
/// </summary>
internal static class ScriptFit
{
    private const int MaxLength = 120;
    private const int Shown = 5;

    // Ends that are not the agent's doing. The client of an API chat, which speaks for the agent, may give any other reason.
    private static readonly string[] NotByAgent =
    [
        "",
        EndedReason.CallerEndedCall,
        EndedReason.SilenceTimedOut,
        EndedReason.ExceededMaxDuration,
        EndedReason.UserInitiated,
    ];

    /// <summary>
    /// The verdict on a conversation that shows nothing, as the caller's script did not come to be answered; null when it did.
    /// </summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="played">The conversation.</param>
    /// <param name="scorer">Scores it, and what came before a turn.</param>
    /// <param name="judged">What a model judged of it; null: none was asked.</param>
    public static EmulatorVerdict? Check(Scenario scenario, PlayedConversation played, Scorer scorer, Judged? judged)
    {
        if (played.FiredConditions is not { } fired || scenario.Script is not { } script)
        {
            return null;
        }

        var waiting = script.Waiting(fired);
        var followed = script.WasFollowed(fired);
        var byAgent = !NotByAgent.Contains(played.EndedReason);
        if (waiting.Count > 0 && played.Unmatched is not null && (!followed || !byAgent))
        {
            return DidNotFit(played, waiting);
        }

        // An end that the scenario tests is judged by its rule, however little was said before.
        if (EndedBy.NamedIn(scenario.Outcomes.Select(outcome => outcome.Rule)).Count > 0)
        {
            return null;
        }

        // The caller's own words; an opening may cross what the agent opens with.
        var said = played
            .Turns.Index()
            .Where(turn => turn.Item.Role == TurnRole.Caller && turn.Item.Content != Caller.RequestToRepeat)
            .Select(turn => turn.Index)
            .ToList();
        if (!followed)
        {
            return waiting.Count > 0 && (said.Count == 0 || HoldsBefore(0)) ? DidNotFit(played, waiting) : null;
        }

        var asked = said.Skip(script.Opening.Action.Length > 0 ? 1 : 0).FirstOrDefault(played.Turns.Count);
        var isAnswered = played.Turns.Skip(asked).Any(turn => turn.Role is TurnRole.Agent or TurnRole.ToolCall);
        return played.CutOff is { } cutOff && HoldsBefore(asked) ? CutOff(cutOff)
            : byAgent && !isAnswered && asked < played.Turns.Count && HoldsBefore(asked) ? HungUp(played.Turns[asked].Content)
            : null;

        // Rules about what must not happen hold of every conversation in which nothing happens, and a greeting greets before anything is
        // asked.
        bool HoldsBefore(int turns) =>
            scorer.Score(scenario, new Evidence { Turns = [.. played.Turns.Take(turns)], Judged = judged?.Until(turns) }).Success;
    }

    private static EmulatorVerdict CutOff(string how) =>
        new(
            "V29",
            $"""
            Not judged: the conversation was cut off, and until then nothing had come of the caller's words that any outcome or metric asks for.
            {how}
            """
        );

    private static EmulatorVerdict HungUp(string question) =>
        new(
            PlayedConversation.AgentBrokeOff,
            $"""
            The agent ended the conversation without an answer to "{Short(question)}".
            Nothing that was judged came after the caller's first words. If this end is what you test, give the scenario an outcome with the rule "ended_by": "agent".
            """
        );

    private static EmulatorVerdict DidNotFit(PlayedConversation played, IReadOnlyList<ScriptCondition> waiting)
    {
        var said = played.Unmatched ?? played.Turns.LastOrDefault(turn => turn.Role == TurnRole.Agent)?.Content ?? "";
        var sentences = Sentences
            .Of(said)
            .Select(sentence => sentence.Trim())
            .Where(sentence => sentence.Length > 0)
            .DefaultIfEmpty("")
            .ToList();
        var (likeness, sentence) = sentences
            .Select(sentence => (Likeness: Nearest(sentence, waiting), sentence))
            .MaxBy(pair => pair.Likeness);
        var nearest = waiting.OrderByDescending(condition => sentences.Max(sentence => Of(sentence, condition))).ToList();
        return new(
            "V27",
            $"""
            The script did not fit: {What(played, likeness > 0 ? sentence : sentences[^1], waiting)}. Waiting: {Names(nearest)}.
            Let a condition say what the agent says. One that need not come to pass is "optional": true in the seed, or one of the scenario's "optional_conditions".
            """
        );
    }

    private static string What(PlayedConversation played, string sentence, IReadOnlyList<ScriptCondition> waiting)
    {
        if (sentence.Length == 0)
        {
            return "the conversation ended before the agent said a word";
        }

        var isAnswered =
            played.Unmatched is not null || !waiting.Any(condition => condition.Situation is null || condition.Situation.Matches(sentence));
        return isAnswered
            ? $"nothing matched \"{Short(sentence)}\""
            : $"the conversation ended with \"{Short(sentence)}\", before the caller could answer";
    }

    private static double Nearest(string sentence, IReadOnlyList<ScriptCondition> waiting) =>
        waiting.Max(condition => Of(sentence, condition));

    private static double Of(string sentence, ScriptCondition condition) => condition.Text is { } text ? Likeness.Of(sentence, text) : 0;

    private static string Names(List<ScriptCondition> conditions) =>
        string.Join(", ", conditions.Take(Shown).Select(Name)) + (conditions.Count > Shown ? $" and {conditions.Count - Shown} more" : "");

    private static string Name(ScriptCondition condition) =>
        condition.Text switch
        {
            null => $"the opening \"{Short(condition.Action)}\"",
            ['/', ..] pattern => $"condition {condition.Id} {Short(pattern)}",
            var words => $"condition {condition.Id} \"{Short(words)}\"",
        };

    private static string Short(string text) => OneLine.Of(text, MaxLength);
}
