using Cekura.Emulator.Rules;
using Cekura.Emulator.Seed;
using Cekura.Emulator.Text;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Running;

/// <summary>
/// Whether the agent did the same thing again and again in one conversation: ninety bookings are no booking, whatever the rule about it
/// says. Where a rule says how often a tool is called, that rule judges it.
/// </summary>
internal static class CallLoop
{
    /// <summary>
    /// How often an agent may call a tool with the same arguments: one that asks whether something is ready asks several times.
    /// </summary>
    public const int MaxCalls = 10;

    private const int MaxLength = 120;

    /// <summary>The verdict on a conversation with such a loop; null when there is none.</summary>
    public static EmulatorVerdict? Check(Scenario scenario, PlayedConversation played)
    {
        if (scenario.Replays(played.Turns))
        {
            return null;
        }

        var rules = scenario.Outcomes.Select(outcome => outcome.Rule).Concat(scenario.Metrics.SelectMany(RulesOf));
        var counted = ToolCalled.CountedIn(rules);
        var loop = played
            .Turns.Where(turn => turn.Role == TurnRole.ToolCall)
            .Select(ToolCall.Of)
            .Where(call => !counted.Contains(call.Name))
            .GroupBy(call => call.ToString())
            .MaxBy(calls => calls.Count());
        return loop?.Count() > MaxCalls
            ? new(
                PlayedConversation.AgentBrokeOff,
                $"""
                The agent called {OneLine.Of(loop.Key, MaxLength)} {loop.Count()} times in one conversation.
                More than {MaxCalls} calls of a tool with the same arguments are a loop. Where they are meant, a rule says how often: "tool_called" with "times", "at_least" or "at_most".
                """
            )
            : null;
    }

    private static IEnumerable<Rule> RulesOf(Metric metric)
    {
        Rule?[] rules = [metric.Rule, metric.OnlyIf, .. metric.Classes.Select(label => label.Rule)];
        return rules.OfType<Rule>();
    }
}
