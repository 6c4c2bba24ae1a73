using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Cases;

public sealed class SettingsManifestTests
{
    private static readonly SourceLocation Here = new("tests/cekura.runsettings", 1, 1);

    [Fact]
    public void Scenario_ids_alone_are_a_manifest()
    {
        var manifest = SettingsManifest.Create(new CekuraSettings { ScenarioIds = [101, 102] }, Here);

        Assert.Equal(("cekura", Here.Path), (manifest.Name, manifest.Path));
        Assert.Equal([(101, "Scenario 101"), (102, "Scenario 102")], manifest.Scenarios.Select(scenario => (scenario.Id, scenario.Name)));
        Assert.All(manifest.Scenarios, scenario => Assert.Equal(Here, scenario.Location));
        Assert.Empty(manifest.Personalities);
        Assert.Null(manifest.Mode);
    }

    [Fact]
    public void Everything_else_comes_along()
    {
        var settings = new CekuraSettings
        {
            ScenarioIds = [101],
            PersonalityIds = [3, 7],
            TestProfileIds = [20],
            AgentId = 12,
            Mode = "voice",
        };

        var manifest = SettingsManifest.Create(settings, Here);

        Assert.Equal([3L, 7], manifest.Personalities.Select(personality => personality.Id));
        Assert.Equal([20L], manifest.TestProfiles.Select(profile => profile.Id));
        Assert.Equal((12, "voice"), (manifest.AgentId, manifest.Mode));
    }

    [Fact]
    public void Without_ids_there_is_none() => Assert.Throws<ArgumentException>(() => SettingsManifest.Create(new CekuraSettings(), Here));
}
