using System.Text.Json;
using Cekura.Manifests.Modes;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Manifest;

/// <summary>Reads the root object of a manifest.</summary>
internal sealed class ManifestDocument(string path, DiagnosticBag diagnostics)
{
    private static readonly string[] Known =
    [
        "$schema",
        "name",
        "agent",
        "mode",
        "personalities",
        "test_profiles",
        "scenarios",
        "options",
        "suites",
    ];

    /// <summary>The manifest as far as it could be read.</summary>
    public CekuraManifest? Read(PositionedNode root)
    {
        foreach (var offset in ApiKeyName.OffsetsIn(root))
        {
            diagnostics.Error(DiagnosticCodes.KeyInManifest, offset, ApiKeyName.Advice);
        }

        if (root.Kind != JsonValueKind.Object)
        {
            diagnostics.Error(DiagnosticCodes.WrongType, root.Offset, $"A manifest is an object; this is {root.Description}.");
            return null;
        }

        var entry = new ObjectReader(root, "a manifest", Known, diagnostics);
        entry.Value("$schema", JsonValueKind.String, "the address of a schema");
        var personalities = new ReferenceList("personalities", diagnostics);
        var testProfiles = new ReferenceList("test_profiles", diagnostics);
        var manifest = new CekuraManifest
        {
            Path = path,
            Name = entry.Text("name", "a text") ?? ManifestName.Default(path),
            AgentId = entry.Id("agent"),
            Mode = entry.Mode("mode"),
            Personalities = personalities.ReadShared(entry),
            TestProfiles = testProfiles.ReadShared(entry),
            Options = OptionsByMode.Read(entry, diagnostics),
            Suites = entry.Texts("suites", "a list of file names", (name, location) => new ManifestSuite(name, location)),
        };
        return ReadScenarios(entry, manifest, new ScenarioReader(personalities, testProfiles, diagnostics));
    }

    private CekuraManifest ReadScenarios(ObjectReader entry, CekuraManifest manifest, ScenarioReader reader)
    {
        var nodes = entry.Value("scenarios", JsonValueKind.Array, "a list of scenarios")?.Items ?? [];
        var hasOtherKind = entry.Value("scenarios") is { Kind: not JsonValueKind.Array };
        if (nodes.Count == 0 && !hasOtherKind && entry.Value("suites") is not { Items.Count: > 0 })
        {
            diagnostics.Error(
                DiagnosticCodes.NoScenarios,
                entry.OffsetOf("scenarios"),
                "The manifest lists no scenario, so it tests nothing. Add at least one: \"scenarios\": [ { \"id\": 101 } ]."
            );
        }

        var scenarios = new List<ManifestScenario>();
        var offsets = new List<int>();
        foreach (var node in nodes)
        {
            if (reader.Read(node) is { } scenario)
            {
                scenarios.Add(scenario);
                offsets.Add(node.Offset);
            }
        }

        var complete = manifest with { Scenarios = scenarios };
        new PairRules(diagnostics).Check(complete, offsets);
        return complete;
    }
}
