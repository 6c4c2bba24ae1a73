using System.Text.Json.Nodes;
using Cekura.Manifests.Manifest;

namespace AppointmentAgent.Tests.Sample;

public sealed class SampleFilesTests
{
    private readonly JsonNode _manifest = SampleFiles.ReadManifest();
    private readonly JsonNode _seed = SampleFiles.ReadSeed();

    [Fact]
    public void The_manifest_is_read_without_a_complaint() => Assert.Empty(new ManifestReader().Read(SampleFiles.ManifestPath).Diagnostics);

    [Fact]
    public void Manifest_and_seed_name_the_same_scenarios() =>
        Assert.Equal(
            Each(_manifest, "scenarios", scenario =>
                $"{scenario["id"]} {scenario["folder"]}/{scenario["name"]} {scenario["tags"]?.ToJsonString()}"
            ),
            Each(_seed, "scenarios", scenario =>
                $"{scenario["id"]} {scenario["folder_path"]}/{scenario["name"]} {scenario["tags"]?.ToJsonString()}"
            )
        );

    [Fact]
    public void Manifest_and_seed_name_the_same_personalities() =>
        Assert.Equal(
            Each(_manifest, "personalities", personality => $"{personality["id"]} {personality["name"]}"),
            Each(_seed, "personalities", personality => $"{personality["id"]} {personality["name"]}")
        );

    [Fact]
    public void Expectations_name_metrics_that_the_scenario_has()
    {
        var names = _seed["metrics"]!.AsArray().ToDictionary(metric => (int)metric!["id"]!, metric => (string)metric!["name"]!);
        var attached = _seed["scenarios"]!
            .AsArray()
            .ToDictionary(
                scenario => (int)scenario!["id"]!,
                scenario => scenario!["metrics"]!.AsArray().Select(id => names[(int)id!]).ToArray()
            );

        Assert.All(_manifest["scenarios"]!.AsArray(), scenario =>
            Assert.Subset(
                attached[(int)scenario!["id"]!].ToHashSet(),
                (scenario["expect"] as JsonObject ?? []).Select(expected => expected.Key).ToHashSet()
            )
        );
    }

    private static string[] Each(JsonNode file, string key, Func<JsonNode, string> describe) =>
        [.. file[key]!.AsArray().Select(node => describe(node!))];
}
