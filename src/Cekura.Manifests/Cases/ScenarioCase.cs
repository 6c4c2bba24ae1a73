using System.Text.Json.Nodes;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Suites;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Cases;

/// <summary>One test: a scenario played with one personality, and one test profile where the manifest names several.</summary>
internal sealed record ScenarioCase
{
    /// <summary>Unique, dotted identifier segments: suite, folders, scenario, caller with variant. It depends on no other case.</summary>
    public required string FullyQualifiedName { get; init; }

    /// <summary>Name for people, one line.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Id of the scenario in the service, at least 1; 0 for a test case of a suite.</summary>
    public required long ScenarioId { get; init; }

    /// <summary>The id that messages name; null where the service has none.</summary>
    internal long? ServiceId => SuiteEntry is null ? ScenarioId : null;

    /// <summary>The test case of a suite that this is; null for a scenario of the service.</summary>
    public SuiteEntry? SuiteEntry { get; init; }

    /// <summary>Name of the scenario.</summary>
    public required string ScenarioName { get; init; }

    /// <summary>What its entry says that tells it from other entries of the same scenario, part of the name; null: nothing.</summary>
    public string? Variant { get; init; }

    /// <summary>
    /// Whether another case has the same scenario, caller and mode, so that what was remembered by these may belong to either.
    /// </summary>
    internal bool HasTwin { get; init; }

    /// <summary>What it was called when names carried ids, where that does not follow from its name; null: it does.</summary>
    internal string? FormerName { get; init; }

    /// <summary>Folder of the scenario, dot-separated; null at the root.</summary>
    public string? Folder { get; init; }

    /// <summary>Tags of the scenario.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Id of the personality; null: the one that the scenario has in the service, or that its suite defines in place.</summary>
    public long? PersonalityId { get; init; }

    /// <summary>Name of the personality; null for the one that the scenario has in the service.</summary>
    public string? PersonalityName { get; init; }

    /// <summary>Id of the test profile; null: the one that the scenario has in the service or in its suite.</summary>
    public long? TestProfileId { get; init; }

    /// <summary>Name of the test profile; null with <see cref="TestProfileId"/>.</summary>
    public string? TestProfileName { get; init; }

    /// <summary>Mode in which the run is started, for example <c>text</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>Id of the agent under test; null: taken from the scenario by the service.</summary>
    public long? AgentId { get; init; }

    /// <summary>Repetitions, at least 1.</summary>
    public int Frequency { get; init; } = 1;

    /// <summary>How many repetitions must pass, from 1 to <see cref="Frequency"/>; null: the share of <c>PassThreshold</c>.</summary>
    public int? PassAtLeast { get; init; }

    /// <summary>Time limit of this case from the moment its conversation begins; null: only the batch has one.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Expectations of the manifest beyond the service's verdict.</summary>
    public IReadOnlyList<MetricExpectation> Expect { get; init; } = [];

    /// <summary>What tokens of the agent's models cost, for the report.</summary>
    public TokenPrices TokenPrices { get; init; } = TokenPrices.None;

    /// <summary>Why the case is skipped; null: it runs.</summary>
    public string? Skip { get; init; }

    /// <summary>Until when its failures are skipped and said; null: they break the build.</summary>
    public Quarantine? Quarantine { get; init; }

    /// <summary>How many runs the case starts: its repetitions, and none when it is skipped.</summary>
    public int RunCount => Skip is null ? Frequency : 0;

    /// <summary>Options of the mode: the manifest's, over them the scenario's own, over them the settings'; null: none.</summary>
    public JsonObject? Options { get; init; }

    /// <summary>Where the scenario stands in the manifest, or the test case in its suite.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>A hash of the name, which is unique: cases are looked up ten thousandfold.</summary>
    public override int GetHashCode() => FullyQualifiedName.GetHashCode(StringComparison.Ordinal);
}
