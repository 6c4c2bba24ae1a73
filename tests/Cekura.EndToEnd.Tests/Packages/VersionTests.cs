using System.Diagnostics;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests.Packages;

/// <summary>
/// A tag decides on the version; without one, without a repository, and without git, it is on the way to the documented version.
/// </summary>
public sealed class VersionTests : IDisposable
{
    private const string Released = "released";

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
        var (checkout, alone) = (Folder("checkout"), Folder("alone"));
        WriteSources(checkout);
        foreach (var archive in new[] { Folder("archive"), Folder(Released), alone })
        {
            Checkout.CopyAll(checkout, archive);
        }

        Git(checkout, "init", "--quiet");
        Commit(checkout, "First");
        Commit(checkout, "Second");
        Git(_root, "clone", "--quiet", checkout, "untagged");
        Git(checkout, "tag", "v7.8.9");
        Git(_root, "clone", "--quiet", checkout, "tagged");
        Commit(checkout, "Third");
        Git(_root, "clone", "--quiet", checkout, "after");
        Git(_root, "clone", "--quiet", "--depth", "1", "--no-tags", $"file://{checkout}", "shallow");

        // Whoever builds from an archive of a release says which one it is.
        await SayAsync(environment: null, "untagged", "tagged", "after", "shallow", "archive", Released);
        await SayAsync(new() { ["PATH"] = Path.GetDirectoryName(Environment.ProcessPath) }, "alone");

        Assert.Equal(
            [
                $"untagged: {PackedFeed.Documented}-alpha.0.1 {PackedFeed.Documented}.0",
                "tagged: 7.8.9 7.8.9.0",
                "after: 7.8.10-alpha.0.1 7.8.10.0",
                $"shallow: {PackedFeed.Documented}-alpha.0 {PackedFeed.Documented}.0",
                $"archive: {PackedFeed.Documented}-alpha.0 {PackedFeed.Documented}.0",
                $"{Released}: 7.8.9 7.8.9.0",
                $"alone: {PackedFeed.Documented}-alpha.0 {PackedFeed.Documented}.0",
            ],
            new[] { "untagged", "tagged", "after", "shallow", "archive", Released, "alone" }.Select(name =>
                $"{name}: {File.ReadAllText(Path.Combine(_root, name, "src", "Some", "version.txt")).Trim()}"
            )
        );
    }

    private string Folder(string name) => Path.Combine(_root, name);

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

    // One build for all of them: starting a program for each takes longer than finding the version.
    private async Task SayAsync(Dictionary<string, string?>? environment, params string[] folders)
    {
        var all = Path.Combine(_root, "all.proj");
        await File.WriteAllTextAsync(
            all,
            $"""
            <Project>
              <ItemGroup>
                {string.Concat(folders.Select(folder => $"<Some Include=\"{folder}/{Project}\" />"))}
                <Some Update="{Released}/{Project}" AdditionalProperties="MinVerVersionOverride=7.8.9" />
              </ItemGroup>
              <Target Name="SayVersions">
                <MSBuild Projects="@(Some)" Targets="Restore" Properties="MSBuildRestoreSessionId=1" />
                <MSBuild Projects="@(Some)" Targets="SayVersion" />
              </Target>
            </Project>
            """
        );
        var result = await Dotnet.RunAsync(_root, ["msbuild", all, "-t:SayVersions", "-nologo", "-v:q"], environment);
        Assert.Equal((0, ""), (result.ExitCode, result.Output.Trim()));
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
