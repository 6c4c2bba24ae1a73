using System.Text.Json;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Discovery;

/// <summary>As much of an emulator's seed as tells what it has rules for.</summary>
/// <param name="root">The seed.</param>
internal sealed class SeedOutline(PositionedNode root)
{
    private const string ExpectedOutcome = "expected_outcome";

    /// <summary>A scenario by its id; null when there is none.</summary>
    public PositionedNode? Scenario(long id) => Scenarios.FirstOrDefault(scenario => Is(scenario.Member("id"), id));

    /// <summary>The scenario that lends a test case of a suite its rules; null when none has its name and agent.</summary>
    public PositionedNode? Namesake(string name, long? agent) =>
        Scenarios.FirstOrDefault(scenario =>
            scenario.Member("name") is { Kind: JsonValueKind.String } own
            && own.Text == name
            && (agent is not { } id || (scenario.Member("agent") ?? OnlyAgent) is not { } of || Is(of, id))
        );

    /// <summary>Whether the seed has the metric, by id or slug, and nothing to score it by.</summary>
    public bool LacksRule(string metric) =>
        Items("metrics")
            .FirstOrDefault(known =>
                known.Member("id")?.Text == metric || known.Member("slug")?.Text == metric || Slug(known.Member("name")?.Text) == metric
            )
            is { } found
        && found.Member("rule") is null
        && found.Member("measure") is null
        && found.Member("classify") is not { Items.Count: > 0 }
        && found.Member("slug")?.Text != ExpectedOutcome
        && found.Member("vocera_defined_metric_code")?.Text != ExpectedOutcome;

    /// <summary>Whether a scenario has outcomes, each of which has a rule.</summary>
    public static bool HasRules(PositionedNode scenario) => scenario.Member("outcomes") is { Items.Count: > 0 };

    /// <summary>Whether the expected outcome of a scenario is judged, by rules or by a canned judgement.</summary>
    public static bool HasOutcome(PositionedNode scenario) => HasRules(scenario) || IsCanned(scenario, ExpectedOutcome);

    /// <summary>Whether a scenario's metrics are canned.</summary>
    public static bool HasMetrics(PositionedNode scenario) => IsCanned(scenario, "metrics");

    /// <summary>Whether a scenario has a canned verdict on the whole.</summary>
    public static bool IsJudged(PositionedNode scenario) => IsCanned(scenario, "success");

    // Of several canned runs, each has it.
    private static bool IsCanned(PositionedNode scenario, string key) =>
        scenario.Member("replay") is { } replay
        && (replay.Items is { Count: > 0 } several ? several.All(item => item.Member(key) is not null) : replay.Member(key) is not null);

    private IReadOnlyList<PositionedNode> Scenarios => Items("scenarios");

    private PositionedNode? OnlyAgent => Items("agents") is [var only] ? only.Member("id") : null;

    private IReadOnlyList<PositionedNode> Items(string section) => root.Member(section)?.Items ?? [];

    private static bool Is(PositionedNode? node, long id) => node is { Kind: JsonValueKind.Number } && SchemaId(node) == id;

    private static long? SchemaId(PositionedNode node) =>
        long.TryParse(node.Text, System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : null;

    private static string Slug(string? name) =>
        string.Join(
            '_',
            new string([.. (name ?? "").ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' ')]).Split(
                ' ',
                StringSplitOptions.RemoveEmptyEntries
            )
        );
}
