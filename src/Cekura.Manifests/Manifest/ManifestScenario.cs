using System.Text.Json.Nodes;
using Cekura.Manifests.Modes;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Manifest;

/// <summary>One entry of the manifest's <c>scenarios</c>.</summary>
internal sealed record ManifestScenario
{
    /// <summary>Id in the service, the identity; at least 1.</summary>
    public required long Id { get; init; }

    /// <summary>Name for people; <c>Scenario 101</c> when the manifest gives none.</summary>
    public required string Name { get; init; }

    /// <summary>What tells this entry from others of the same name, part of the names of its tests; null: nothing.</summary>
    public string? Variant { get; init; }

    /// <summary>Level of the test tree between suite and scenario, null for none.</summary>
    public string? Folder { get; init; }

    /// <summary>Tags, in the order of the manifest; they become test categories.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Id of the agent under test, null: the manifest's.</summary>
    public long? AgentId { get; init; }

    /// <summary>
    /// Personalities of this scenario; null: the manifest's. Empty: one run, with the personality that the scenario has in the service.
    /// Entries written as bare ids take their name from the manifest's list.
    /// </summary>
    public IReadOnlyList<NamedReference>? Personalities { get; init; }

    /// <summary>Test profiles of this scenario; null: the manifest's. Empty: the profile that the scenario has in the service.</summary>
    public IReadOnlyList<NamedReference>? TestProfiles { get; init; }

    /// <summary>One of <see cref="Modes.ModeTable.Names"/>, null: the manifest's.</summary>
    public string? Mode { get; init; }

    /// <summary>Repetitions of each pair, at least 1; null when not given.</summary>
    public int? Frequency { get; init; }

    /// <summary>How many repetitions must pass, from 1 to the frequency; null: by <c>PassThreshold</c>.</summary>
    public int? PassAtLeast { get; init; }

    /// <summary>Longest time for one pair, above zero and below 24 hours; null: only the batch's limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What is wanted of its metrics, in the order of the manifest.</summary>
    public IReadOnlyList<MetricExpectation> Expect { get; init; } = [];

    /// <summary>Why it is not run, null when it is.</summary>
    public string? Skip { get; init; }

    /// <summary>Until when its failures break nothing, null when they do.</summary>
    public Quarantine? Quarantine { get; init; }

    /// <summary>Request fields of the service for this scenario alone, by mode; they win over the manifest's. Not to be changed.</summary>
    public IReadOnlyDictionary<string, JsonObject> Options { get; init; } = OptionsByMode.None;

    /// <summary>Where its entry starts.</summary>
    public required SourceLocation Location { get; init; }
}
