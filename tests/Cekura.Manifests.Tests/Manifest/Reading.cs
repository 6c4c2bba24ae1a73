using System.Text;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Manifest;

/// <summary>Shorthand for manifests that stand in a test.</summary>
internal static class Reading
{
    public static ManifestReadResult Result(string json) => new ManifestReader().Parse(Encoding.UTF8.GetBytes(json), "cekura.json");

    public static CekuraManifest Manifest(string json)
    {
        var result = Result(json);
        Assert.Empty(result.Diagnostics);
        return result.Manifest!;
    }

    public static ManifestScenario Scenario(string properties) =>
        Assert.Single(Manifest($$"""{ "scenarios": [ { "id": 101, {{properties}} } ] }""").Scenarios);

    /// <summary>The only diagnostic.</summary>
    public static ManifestDiagnostic Problem(string json) => Assert.Single(Result(json).Diagnostics);

    public static ManifestDiagnostic ScenarioProblem(string properties) =>
        Problem($$"""{ "scenarios": [ { "id": 101, {{properties}} } ] }""");
}
