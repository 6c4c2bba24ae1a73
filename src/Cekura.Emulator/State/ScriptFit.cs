using Cekura.Emulator.Conversation;
using Cekura.Emulator.Scoring;
using Cekura.Emulator.Script;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.State;

/// <summary>
/// Whether the caller came to say what its script holds. A branch that was not taken is fine. A caller that is at a loss until the end asked nothing, and
/// neither did one whose conditions never fired; that nothing bad was said to it then is no finding.
/// </summary>
internal static class ScriptFit
{
    private const int Longest = 120;
    private const int Shown = 5;

    // Ends that are not the agent's doing. Whoever speaks for the agent in an API chat may give any other reason.
    private static readonly string[] NotByAgent =
        ["", EndedReason.CallerEndedCall, EndedReason.SilenceTimedOut, EndedReason.ExceededMaxDuration, EndedReason.UserInitiated];

    private static readonly Evidence Nothing = new() { Turns = [] };

    /// <summary>The verdict on a conversation whose script did not fit; null when it did.</summary>
    public static EmulatorVerdict? Check(Scenario scenario, Performance performance, Scorer scorer)
    {
        if (performance.FiredConditions is not { } fired || scenario.Script is not { } script || script.Waiting(fired) is not { Count: > 0 } waiting)
        {
            return null;
        }

        var followed = script.WasFollowed(fired);
        var gaveUp = performance.Unmatched is not null && (!followed || NotByAgent.Contains(performance.EndedReason));
        return gaveUp || (!followed && HoldsOfNothing(scenario, scorer)) ? Verdict(performance, waiting) : null;
    }

    // Rules about what must not happen hold of every conversation in which nothing happens.
    private static bool HoldsOfNothing(Scenario scenario, Scorer scorer) =>
        scenario.Outcomes.Count + scenario.Metrics.Count > 0 && scorer.Score(scenario, Nothing).Success;

    private static EmulatorVerdict Verdict(Performance performance, IReadOnlyList<ScriptCondition> waiting)
    {
        var said = performance.Unmatched ?? performance.Turns.LastOrDefault(turn => turn.Role == TurnRole.Agent)?.Content ?? "";
        var sentences = Sentences.Of(said).Select(sentence => sentence.Trim()).Where(sentence => sentence.Length > 0).DefaultIfEmpty("").ToList();
        var (likeness, sentence) = sentences.Select(sentence => (Likeness: Nearest(sentence, waiting), sentence)).MaxBy(pair => pair.Likeness);
        var nearest = waiting.OrderByDescending(condition => sentences.Max(sentence => Of(sentence, condition))).ToList();
        return new("V27", $"""
            The script did not fit: {What(performance, likeness > 0 ? sentence : sentences[^1], waiting)}. Waiting: {Names(nearest)}.
            Let a condition say what the agent says. One that need not come to pass is "optional": true in the seed, or one of the scenario's "optional_conditions".
            """);
    }

    private static string What(Performance performance, string sentence, IReadOnlyList<ScriptCondition> waiting)
    {
        if (sentence.Length == 0)
        {
            return "the conversation ended before the agent said a word";
        }

        var isAnswered = performance.Unmatched is not null || !waiting.Any(condition => condition.Situation is null || condition.Situation.Matches(sentence));
        return isAnswered ? $"nothing matched \"{Short(sentence)}\"" : $"the conversation ended with \"{Short(sentence)}\", before the caller could answer";
    }

    private static double Nearest(string sentence, IReadOnlyList<ScriptCondition> waiting) => waiting.Max(condition => Of(sentence, condition));

    private static double Of(string sentence, ScriptCondition condition) => condition.Text is { } text ? Likeness.Of(sentence, text) : 0;

    private static string Names(List<ScriptCondition> conditions) =>
        string.Join(", ", conditions.Take(Shown).Select(Name)) + (conditions.Count > Shown ? $" and {conditions.Count - Shown} more" : "");

    private static string Name(ScriptCondition condition) => condition.Text switch
    {
        null => $"the opening \"{Short(condition.Action)}\"",
        ['/', ..] pattern => $"condition {condition.Id} {Short(pattern)}",
        var words => $"condition {condition.Id} \"{Short(words)}\"",
    };

    private static string Short(string text) => OneLine.Of(text, Longest);
}
