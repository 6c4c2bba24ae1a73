using System.Globalization;
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
    private const int MaxSubjectLength = 200;

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
        && Text(verdict, "message") is { } message
        && LetterEscapes.Read(message).Split('\n') is [var first, .. var rest]
            ? new(UntrustedText.Line(rule, MaxRuleLength), first, rest)
            : null;

    /// <summary>The same as a reason, at the turn that the words name or quote.</summary>
    public Reason ToReason(Run run)
    {
        // What else was waiting is the business of the one scenario.
        var subject = Headline.Split(". Waiting: ", 2)[0].TrimEnd('.');
        return new(Headline, Details)
        {
            Subject = UntrustedText.Line(subject, MaxSubjectLength),
            Key = $"{Rule.ToLowerInvariant()} {ReasonKey.Of(subject)}",
            Turn = Named(run) ?? TurnFinder.Find(run.TranscriptTurns, Headline)?.Number,
            IsOpen = Rule is ScriptDidNotFit or NotJudged or Invalid,
        };
    }

    private int? Named(Run run)
    {
        const string Mark = " turn ";
        var start = Headline.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
        var digits = start < Mark.Length ? "" : Headline[start..].Split(' ', '.', ',', ':')[0];
        return
            int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1
            && number <= run.TranscriptTurns.Count
            ? number
            : null;
    }

    private static string? Text(JsonElement verdict, string name) =>
        verdict.ValueKind == JsonValueKind.Object
        && verdict.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}
