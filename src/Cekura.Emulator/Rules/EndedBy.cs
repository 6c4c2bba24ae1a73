namespace Cekura.Emulator.Rules;

/// <summary>The conversation was ended by <c>caller</c>, <c>agent</c>, <c>time</c> or <c>silence</c>.</summary>
internal sealed record EndedBy(string Who) : Rule
{
    public static readonly IReadOnlyList<string> Known = ["caller", "agent", "time", "silence"];

    /// <summary>The ends that rules name, however deep.</summary>
    public static IReadOnlySet<string> NamedIn(IEnumerable<Rule> rules) =>
        rules.SelectMany(rule => rule.WithParts()).OfType<EndedBy>().Select(rule => rule.Who).ToHashSet();

    public override Finding Judge(Evidence evidence) =>
        new(WhoEnded(evidence.EndedReason) == Who, $"The conversation ended with \"{evidence.EndedReason}\".");

    // Both spellings of the service: "Main agent-ended-call" and "main-agent-ended-call".
    private static string? WhoEnded(string reason) =>
        reason.ToLowerInvariant().Replace(' ', '-').Replace('_', '-') switch
        {
            "main-agent-silence-timed-out" => "silence",
            "exceeded-max-duration" or "timeout" => "time",
            "testing-agent-ended-call" => "caller",
            "client-disconnect" or "participant-disconnected" => "agent",
            var spelled when spelled.StartsWith("main-agent-ended-call", StringComparison.Ordinal) => "agent",
            _ => null,
        };
}
