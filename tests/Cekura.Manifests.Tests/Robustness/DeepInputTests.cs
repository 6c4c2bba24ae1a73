using System.Text;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Suites;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Robustness;

/// <summary>
/// What is nested a hundred thousand levels deep is refused, not followed: a stack that runs out ends the process of whoever reads it.
/// </summary>
public sealed class DeepInputTests
{
    private const int Levels = 100_000;

    private static readonly string Arrays = $"{new string('[', Levels)}{new string(']', Levels)}";

    private static readonly string Objects = $"{string.Concat(Enumerable.Repeat("{\"options\":", Levels))}1{new string('}', Levels)}";

    [Fact]
    public void Manifests_and_suites()
    {
        foreach (
            var deep in new[]
            {
                Arrays,
                Objects,
                $"{{\"scenarios\":{Arrays}}}",
                $"{{\"options\":{{\"text\":{{\"websocket_headers\":{Objects}}}}}}}",
            }
        )
        {
            Assert.Null(new ManifestReader().Parse(Encoding.UTF8.GetBytes(deep), "cekura.json").Manifest);
            Assert.Null(new SuiteReader().Parse(Encoding.UTF8.GetBytes(deep), "a.tests.json").Suite);
        }
    }

    [Fact]
    public void Settings()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("cekura-deep-").FullName, "cekura.runsettings");
        var xml =
            $"<RunSettings><Cekura>{string.Concat(Enumerable.Repeat("<a>", Levels))}{string.Concat(Enumerable.Repeat("</a>", Levels))}</Cekura></RunSettings>";
        File.WriteAllText(path, xml);

        Assert.All(SettingsFile.Check(path), problem => Assert.Equal(DiagnosticCodes.UnknownSetting, problem.Code));
        Assert.Equal(["a.a.a.a.a.a.a.a"], RunSettingsDocument.Parse(xml).Cekura.Keys);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void Options_of_the_environment() =>
        Assert.Null(
            SettingsReader
                .Read(
                    new Dictionary<string, string?>(),
                    new Dictionary<string, string?> { ["CEKURA_OPTIONS"] = Objects },
                    config: null,
                    baseDirectory: null
                )
                .Settings
        );
}
