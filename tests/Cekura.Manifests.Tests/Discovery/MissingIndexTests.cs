using Cekura.Manifests.Discovery;

namespace Cekura.Manifests.Tests.Discovery;

public sealed class MissingIndexTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("cekura-index-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_manifest_in_the_project_says_that_the_build_left_it_out()
    {
        Touch("cekura.json");
        Touch("App.csproj");

        var why = MissingIndex.Explain(Dll("bin/Debug/net10.0/App.dll"));

        Assert.StartsWith(
            $"none of the tests of {Path.Combine(_root, "cekura.json")} run: when App.dll was built",
            why,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_manifest_beside_the_dll_says_that_the_index_was_not_copied()
    {
        Touch("out/cekura.json");

        Assert.Contains("App.cekura, the index", MissingIndex.Explain(Dll("out/App.dll")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("bin/Debug/net10.0/")]
    public void Other_dlls_are_left_alone(string folder)
    {
        // The manifest is of the project above, not of the one that built the dll.
        Touch("cekura.json");
        Touch("Above.csproj");
        Touch("unit/Unit.csproj");

        Assert.Null(MissingIndex.Explain(Dll($"unit/{folder}Unit.dll")));
    }

    private string Dll(string path)
    {
        Touch(path);
        return Path.Combine(_root, path);
    }

    private void Touch(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, path))!);
        File.WriteAllText(Path.Combine(_root, path), "");
    }
}
