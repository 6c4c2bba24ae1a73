using System.Text.Json;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;

namespace Cekura.Runs.Verdict;

/// <summary>What the emulator itself says against a run (V27 to V30), which it writes into the run's metadata.</summary>
/// <param name="Rule">The rule that decided.</param>
/// <param name="Headline">What happened.</param>
/// <param name="Details">What is behind it, a line each; may be empty.</param>
internal sealed record EmulatorVerdict(string Rule, string Headline, IReadOnlyList<string> Details)
{
    public const string ScriptDidNotFit = "V27";
    public const string AgentBroke = "V28";
    public const string NotJudged = "V29";
    public const string Invalid = "V30";

    private const int MaxRuleLength = 8;

    /// <summary>
    /// Whether a run's conversation says nothing of the agent, or not all that it seems to: what does not stand in its transcript is no
    /// finding.
    /// </summary>
    public static bool LeavesOpen(RunVerdict verdict) =>
        verdict is { Outcome: not Outcome.Passed, Rule: ScriptDidNotFit or AgentBroke or Invalid };

    /// <summary>
    /// The emulator's own verdict on a run; null when it gave none, and when the run is no emulated one: agents of the service write
    /// metadata too. It is in no run that passed, whose metadata need not be read.
    /// </summary>
    public static EmulatorVerdict? Of(Run run) =>
        run.Success == false
        && RunOrigin.IsEmulated(run)
        && run.Metadata is { } metadata
        && metadata.TryGetProperty("emulator_verdict", out var verdict)
        && Text(verdict, "rule") is { } rule
        && Text(verdict, "message")?.Split('\n') is [var first, .. var rest]
            ? new(UntrustedText.Line(rule, MaxRuleLength), first, rest)
            : null;

    private static string? Text(JsonElement verdict, string name) =>
        verdict.ValueKind == JsonValueKind.Object
        && verdict.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}
