using System.Text.Json.Nodes;
using Cekura.Manifests.Modes;

namespace Cekura.Manifests.Manifest;

/// <summary>A <c>cekura.json</c>: which scenarios of the service run, with whom and how.</summary>
internal sealed record CekuraManifest
{
    /// <summary>The file, as the caller named it.</summary>
    public required string Path { get; init; }

    /// <summary>First level of the test tree. Default: the file's name without <c>.json</c> and <c>.cekura.json</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Id of the agent under test, null: from the settings, else the service takes it from the scenarios.</summary>
    public long? AgentId { get; init; }

    /// <summary>
    /// One of <see cref="Modes.ModeTable.Names"/>; null when not given, which means <see cref="Modes.ModeTable.Default"/> unless settings
    /// say otherwise.
    /// </summary>
    public string? Mode { get; init; }

    /// <summary>Personalities of every scenario that names none of its own.</summary>
    public IReadOnlyList<NamedReference> Personalities { get; init; } = [];

    /// <summary>Test profiles of every scenario that names none of its own.</summary>
    public IReadOnlyList<NamedReference> TestProfiles { get; init; } = [];

    /// <summary>Scenarios, in the order of the file. Empty only when there are <see cref="Suites"/>.</summary>
    public IReadOnlyList<ManifestScenario> Scenarios { get; init; } = [];

    /// <summary>Request fields of the service, by mode. Not to be changed.</summary>
    public IReadOnlyDictionary<string, JsonObject> Options { get; init; } = OptionsByMode.None;

    /// <summary>Test-suite files, in the order of the manifest.</summary>
    public IReadOnlyList<ManifestSuite> Suites { get; init; } = [];
}
