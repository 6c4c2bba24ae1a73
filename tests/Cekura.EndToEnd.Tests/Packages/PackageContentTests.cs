using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Cekura.EndToEnd.Tests.Harness;
using Cekura.Testing;

namespace Cekura.EndToEnd.Tests.Packages;

/// <summary>What is in the packages is part of the product.</summary>
public sealed class PackageContentTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    [PackedHereFact]
    public Task Every_package_holds_these_files_and_asks_for_these_packages()
    {
        var text = new StringBuilder();
        foreach (var path in Packages())
        {
            using var package = ZipFile.OpenRead(path);
            var nuspec = Nuspec(package);
            text.Append(Value(nuspec, "id")).Append(": ").AppendLine(Value(nuspec, "description"));
            foreach (var dependency in Named(nuspec, "dependency"))
            {
                text.AppendLine(
                    $"  asks for {string.Join(' ', dependency.Attributes().Select(attribute => attribute.Name == "id" ? attribute.Value : attribute.ToString()))}"
                );
            }

            foreach (var file in Files(package))
            {
                text.Append("  ").AppendLine(file);
            }
        }

        return Verifier.Verify(text.ToString().Replace(PackedFeed.Version, "{version}", StringComparison.Ordinal));
    }

    [PackedHereFact]
    public void Every_package_says_who_what_and_under_which_licence()
    {
        Assert.All(Packages(), path =>
        {
            using var package = ZipFile.OpenRead(path);
            var nuspec = Nuspec(package);

            Assert.Equal((PackedFeed.Version, "MIT"), (Value(nuspec, "version"), Value(nuspec, "license")));
            Assert.StartsWith($"# {Value(nuspec, "id")}\n", Text(package, Value(nuspec, "readme")), StringComparison.Ordinal);
            Assert.NotEqual("Package Description", Value(nuspec, "description"));
            Assert.Equal((128, 128), PngSize(Bytes(package, Value(nuspec, "icon"))));
            Assert.Equal("git", (string?)Named(nuspec, "repository").Single().Attribute("type"));
            Assert.Contains("voice-agents", Value(nuspec, "tags"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_library_comes_with_its_documentation_and_its_symbols()
    {
        Assert.All(Packages(), path =>
        {
            using var package = ZipFile.OpenRead(path);
            var ours = Files(package)
                .Where(file => file.StartsWith("lib/", StringComparison.Ordinal) && file.EndsWith(".dll", StringComparison.Ordinal))
                .ToList();
            var symbols = Path.ChangeExtension(path, ".snupkg");
            using var debugging = ours.Count > 0 ? ZipFile.OpenRead(symbols) : null;

            Assert.All(ours, dll => Assert.NotNull(package.GetEntry(Path.ChangeExtension(dll, ".xml"))));
            Assert.All(ours, dll => Assert.NotNull(debugging!.GetEntry(Path.ChangeExtension(dll, ".pdb"))));
        });
    }

    [Fact]
    public void Siblings_are_asked_for_in_exactly_this_version()
    {
        var siblings = Packages()
            .SelectMany(path =>
            {
                using var package = ZipFile.OpenRead(path);
                return Named(Nuspec(package), "dependency")
                    .Where(IsOurs)
                    .Select(dependency => (string)dependency.Attribute("version")!)
                    .ToList();
            })
            .ToList();

        Assert.NotEmpty(siblings);
        Assert.All(siblings, version => Assert.Equal($"[{PackedFeed.Version}]", version));
    }

    [Fact]
    public void The_test_platform_reaches_the_user_with_its_build_files()
    {
        using var package = ZipFile.OpenRead(
            Packages().Single(path => Path.GetFileName(path).StartsWith("Cekura.TestAdapter.", StringComparison.Ordinal))
        );

        var sdk = Named(Nuspec(package), "dependency").Single(element => (string?)element.Attribute("id") == "Microsoft.NET.Test.Sdk");

        Assert.Equal("All", (string?)sdk.Attribute("include"));
    }

    private IEnumerable<string> Packages() => Directory.GetFiles(feed.Feed, "*.nupkg").Order(StringComparer.Ordinal);

    private static XElement Nuspec(ZipArchive package)
    {
        using var stream = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XElement.Load(stream);
    }

    private static IEnumerable<XElement> Named(XElement nuspec, string name) =>
        nuspec.Descendants().Where(element => element.Name.LocalName == name);

    private static string Value(XElement nuspec, string name) => Named(nuspec, name).First().Value;

    private static bool IsOurs(XElement dependency) =>
        ((string)dependency.Attribute("id")!).StartsWith("Cekura.", StringComparison.Ordinal);

    private static byte[] Bytes(ZipArchive package, string file)
    {
        using var stream = package.GetEntry(file)!.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string Text(ZipArchive package, string file) => Encoding.UTF8.GetString(Bytes(package, file)).ReplaceLineEndings("\n");

    private static (int Width, int Height) PngSize(byte[] png) =>
        (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));

    private static IEnumerable<string> Files(ZipArchive package) =>
        package
            .Entries.Select(entry => entry.FullName)
            .Where(name =>
                !name.StartsWith("_rels/", StringComparison.Ordinal)
                && !name.StartsWith("package/", StringComparison.Ordinal)
                && name != "[Content_Types].xml"
            )
            .Order(StringComparer.Ordinal);
}
