using System.IO.Compression;
using System.Xml.Linq;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>What is in the packages is part of the product.</summary>
[Collection(nameof(EndToEnd))]
public sealed class PackageTests(PackedFeed feed)
{
    [Fact]
    public void The_adapter_s_package_holds_the_adapter_and_its_build_assets()
    {
        using var package = Open("Cekura.TestAdapter");

        Assert.Equal(
            [
                "Cekura.TestAdapter.nuspec",
                "README.md",
                "build/Cekura.ProjectFiles.targets",
                "build/Cekura.TestAdapter.Tasks.targets",
                "build/Cekura.TestAdapter.props",
                "build/Cekura.TestAdapter.targets",
                "buildTransitive/Cekura.ProjectFiles.targets",
                "buildTransitive/Cekura.TestAdapter.Tasks.targets",
                "buildTransitive/Cekura.TestAdapter.props",
                "buildTransitive/Cekura.TestAdapter.targets",
                "lib/net10.0/Cekura.TestAdapter.dll",
                "lib/net10.0/Cekura.TestAdapter.xml",
                "ref/net10.0/_._",
                "schemas/cekura.schema.json",
                "schemas/cekura.tests.schema.json",
                "tasks/net10.0/Cekura.Build.Tasks.dll",
                "tasks/net10.0/Cekura.Client.dll",
                "tasks/net10.0/Cekura.Runs.dll",
                "tasks/net10.0/Polly.Core.dll",
            ],
            Files(package));
    }

    [Theory]
    [InlineData("Cekura.TestAdapter", "Cekura.Emulator", "Cekura.Guard", "Cekura.Runs", "Microsoft.NET.Test.Sdk")]
    [InlineData("Cekura.NUnit", "Cekura.Emulator", "Cekura.Guard", "Cekura.Runs", "NUnit")]
    [InlineData("Cekura.Runs", "Cekura.Client")]
    [InlineData("Cekura.Guard", "Cekura.Runs")]
    [InlineData("Cekura.Client", "Polly.Core")]
    [InlineData("Cekura.Emulator")]
    public void A_package_depends_on_what_the_design_allows(string id, params string[] dependencies)
    {
        using var package = Open(id);
        using var nuspec = package.GetEntry($"{id}.nuspec")!.Open();

        var found = XElement.Load(nuspec).Descendants().Where(element => element.Name.LocalName == "dependency").ToList();

        Assert.Equal(dependencies, found.Select(element => (string)element.Attribute("id")!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_test_platform_reaches_the_user_with_its_build_files()
    {
        using var package = Open("Cekura.TestAdapter");
        using var nuspec = package.GetEntry("Cekura.TestAdapter.nuspec")!.Open();

        var sdk = XElement.Load(nuspec).Descendants().Single(element => (string?)element.Attribute("id") == "Microsoft.NET.Test.Sdk");

        Assert.Equal("All", (string?)sdk.Attribute("include"));
    }

    private ZipArchive Open(string id) => ZipFile.OpenRead(Path.Combine(feed.Feed, $"{id}.{PackedFeed.Version}.nupkg"));

    private static IEnumerable<string> Files(ZipArchive package) => package.Entries
        .Select(entry => entry.FullName)
        .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml")
        .Order(StringComparer.Ordinal);
}
