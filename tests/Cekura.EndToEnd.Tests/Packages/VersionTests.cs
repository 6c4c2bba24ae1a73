using System.Diagnostics;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests.Packages;

/// <summary>
/// A tag decides on the version; without one, without a repository, and without git, it is on the way to the documented version.
/// </summary>
public sealed class VersionTests : IDisposable
{
    private static readonly string[] Files =
    [
        "Directory.Build.props",
        "Directory.Packages.props",
        "global.json",
        "src/Directory.Build.props",
        "src/Directory.Build.targets",
        "src/ReadyToRun.targets",
    ];

    private readonly string _root = Directory.CreateTempSubdirectory("cekura-version-").FullName;

    private static string Project => Path.Combine("src", "Some", "Some.csproj");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task The_version_comes_from_the_tag_and_a_checkout_without_tags_or_repository_has_one_too()
    {
        var (checkout, shallow, archive) = (
            Path.Combine(_root, "checkout"),
            Path.Combine(_root, "shallow"),
            Path.Combine(_root, "archive")
        );
        WriteSources(checkout);
        Checkout.CopyAll(checkout, archive);
        Git(checkout, "init", "--quiet");
        Commit(checkout, "First");

        Commit(checkout, "Second");
        Assert.Equal($"{PackedFeed.Documented}-alpha.0.1 {PackedFeed.Documented}.0", await VersionAsync(checkout));
        Git(checkout, "tag", "v7.8.9");
        Assert.Equal("7.8.9 7.8.9.0", await VersionAsync(checkout));
        if (LongerTests.AreWanted)
        {
            Commit(checkout, "Third");
            Assert.Equal("7.8.10-alpha.0.1 7.8.10.0", await VersionAsync(checkout));
        }

        Git(_root, "clone", "--quiet", "--depth", "1", "--no-tags", $"file://{checkout}", shallow);
        Assert.Equal($"{PackedFeed.Documented}-alpha.0 {PackedFeed.Documented}.0", await VersionAsync(shallow));

        Assert.Equal(
            $"{PackedFeed.Documented}-alpha.0 {PackedFeed.Documented}.0",
            await VersionAsync(archive, new() { ["PATH"] = Path.GetDirectoryName(Environment.ProcessPath) })
        );
        if (LongerTests.AreWanted)
        {
            // Whoever builds from an archive of a release says which one it is, as the packages of all tests do.
            Assert.Equal("7.8.9 7.8.9.0", await VersionAsync(archive, new() { ["MinVerVersionOverride"] = "7.8.9" }));
        }
    }

    private static void WriteSources(string folder)
    {
        foreach (var file in Files)
        {
            var target = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(PackedFeed.Repository, file), target);
        }

        Directory.CreateDirectory(Path.Combine(folder, "src", "Some"));
        File.WriteAllText(
            Path.Combine(folder, "src", "Some", "Some.csproj"),
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <Target Name="SayVersion" DependsOnTargets="GetAssemblyVersion">
                <WriteLinesToFile File="version.txt" Lines="$(PackageVersion) $(AssemblyVersion)" Overwrite="true" />
              </Target>
            </Project>
            """
        );
        File.WriteAllText(Path.Combine(folder, ".gitignore"), "obj\nversion.txt\n");
    }

    private static async Task<string> VersionAsync(string folder, Dictionary<string, string?>? environment = null)
    {
        // What a checkout was restored with stays the same; a process of its own it needs, for MinVer finds one version in each.
        string[] restore = File.Exists(Path.Combine(folder, "src", "Some", "obj", "project.assets.json")) ? [] : ["-restore"];
        var result = await Dotnet.RunAsync(
            folder,
            ["msbuild", Project, .. restore, "-t:SayVersion", "-nologo", "-v:q"],
            new Dictionary<string, string?>(environment ?? []) { ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0" }
        );
        Assert.Equal((0, ""), (result.ExitCode, result.Output.Trim()));
        return (await File.ReadAllTextAsync(Path.Combine(folder, "src", "Some", "version.txt"))).Trim();
    }

    private static void Commit(string folder, string message)
    {
        File.WriteAllText(Path.Combine(folder, "README.md"), message);
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
            message
        );
    }

    private static void Git(string folder, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, UseShellExecute = false })!;
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
    }
}
