using System.Diagnostics;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Xml.Linq;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests.Packages;

/// <summary>
/// The same sources give the same package, wherever they lie, and it says which sources they were. Packed as a release is, with code
/// compiled ahead.
/// </summary>
public sealed class ReproducibleTests : IDisposable
{
    private const string Remote = "https://github.com/example/cekura";

    private readonly string _root = Directory.CreateTempSubdirectory("cekura-twice-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [LongFact]
    public async Task Packed_in_two_folders_it_is_the_same_to_the_byte_and_names_its_commit()
    {
        var first = Path.Combine(_root, "here");
        Checkout.CopySources(first);
        var commit = Commit(first);
        var second = Path.Combine(_root, "and over there");
        Checkout.CopyAll(first, second);

        var packages = await Task.WhenAll(PackAsync(first), PackAsync(second));

        Assert.Equal(Hashes(packages[0]), Hashes(packages[1]));
        using var package = ZipFile.OpenRead(packages[0]);
        var (forAll, ahead) = (
            Read(package, "lib/net10.0/Cekura.Emulator.dll"),
            Read(package, $"runtimes/{RuntimeInformation.RuntimeIdentifier}/lib/net10.0/Cekura.Emulator.dll")
        );
        Assert.Equal((forAll.Id, false, true), (ahead.Id, forAll.IsCompiled, ahead.IsCompiled));
        using var nuspec = package.GetEntry("Cekura.Emulator.nuspec")!.Open();
        var repository = XElement.Load(nuspec).Descendants().Single(element => element.Name.LocalName == "repository");
        Assert.Equal(
            (Remote, commit),
            (((string?)repository.Attribute("url"))?.Replace(".git", "", StringComparison.Ordinal), (string?)repository.Attribute("commit"))
        );
    }

    private static async Task<string> PackAsync(string folder)
    {
        var packed = await Dotnet.RunAsync(
            folder,
            [
                "pack",
                Path.Combine("src", "Cekura.Emulator"),
                "-c",
                "Release",
                "-o",
                "feed",
                "--nologo",
                "-v",
                "q",
                $"-p:ReadyToRunRuntimes={RuntimeInformation.RuntimeIdentifier}",
            ],
            new Dictionary<string, string?> { ["CI"] = "true" }
        );
        Assert.True(packed.ExitCode == 0, packed.Output);
        return Assert.Single(Directory.GetFiles(Path.Combine(folder, "feed"), "*.nupkg"));
    }

    private static (Guid Id, bool IsCompiled) Read(ZipArchive package, string path)
    {
        using var dll = new MemoryStream();
        using (var entry = package.GetEntry(path)!.Open())
        {
            entry.CopyTo(dll);
        }

        dll.Position = 0;
        using var image = new PEReader(dll);
        var metadata = image.GetMetadataReader();
        return (metadata.GetGuid(metadata.GetModuleDefinition().Mvid), image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0);
    }

    // The package's own wrapping (_rels, package/) has a new random name each time.
    private static Dictionary<string, string> Hashes(string path)
    {
        using var package = ZipFile.OpenRead(path);
        return package
            .Entries.Where(entry =>
                !entry.FullName.StartsWith("_rels/", StringComparison.Ordinal)
                && !entry.FullName.StartsWith("package/", StringComparison.Ordinal)
            )
            .ToDictionary(
                entry => entry.FullName,
                entry =>
                {
                    using var stream = entry.Open();
                    return Convert.ToHexString(SHA256.HashData(stream));
                },
                StringComparer.Ordinal
            );
    }

    private static string Commit(string folder)
    {
        Git(folder, "init", "--quiet");
        Git(folder, "remote", "add", "origin", $"{Remote}.git");
        Git(folder, "add", "--all");
        Git(
            folder,
            "-c",
            "user.name=Anna",
            "-c",
            "user.email=anna@example.com",
            "-c",
            "commit.gpgsign=false",
            "commit",
            "--quiet",
            "--message",
            "First"
        );
        return Git(folder, "rev-parse", "HEAD").Trim();
    }

    private static string Git(string folder, params string[] arguments)
    {
        using var git = Process.Start(
            new ProcessStartInfo("git", arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return output;
    }
}
