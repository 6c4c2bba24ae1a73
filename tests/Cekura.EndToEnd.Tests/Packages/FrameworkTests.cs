using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests.Packages;

/// <summary>
/// Projects of a framework that the packages have no code for: they are refused, because without our code they would build, test nothing
/// and end with 0.
/// </summary>
public sealed class FrameworkTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private static readonly string[] Libraries =
    [
        "Cekura.TestAdapter",
        "Cekura.NUnit",
        "Cekura.TestHost",
        "Cekura.Reports",
        "Cekura.Runs",
        "Cekura.Manifests",
        "Cekura.Client",
        "Cekura.Agents",
        "Cekura.Models",
        "Cekura.Emulator",
        "Cekura.Guard",
    ];

    [Theory]
    [InlineData("net9.0")]
    [LongInlineData("net8.0")]
    [LongInlineData("netstandard2.0")]
    public async Task No_package_restores_for_an_older_framework(string framework)
    {
        var project = feed.NewProject("Older")
            .Write("Older.csproj", Project(framework, string.Concat(Libraries.Select(library => Reference(library)))))
            .WithManifest(Seeds.Manifest);

        var test = await project.RunAsync(["test"]);

        Assert.Equal(1, test.ExitCode);
        Assert.All(Libraries, library =>
            Assert.Contains(
                $"error NU1202: Package {library} {PackedFeed.Version} is not compatible with {framework}",
                test.Output,
                StringComparison.Ordinal
            )
        );
        Assert.False(Directory.Exists(Path.Combine(project.FolderPath, "bin")));
    }

    [Fact]
    public async Task Of_two_frameworks_the_older_one_is_refused_unless_only_the_newer_one_has_the_reference()
    {
        var both = feed.NewProject("Both").Write("Both.csproj", Project("net8.0;net10.0", Reference("Cekura.TestAdapter")));
        var one = feed.NewProject("One")
            .Write(
                "One.csproj",
                Project("net8.0;net10.0", Reference("Cekura.TestAdapter", "Condition=\"'$(TargetFramework)' == 'net10.0'\""))
            );

        var refused = await both.RunAsync(["restore"]);
        var restored = await one.RunAsync(["restore"]);

        Assert.Contains("error NU1202: Package Cekura.TestAdapter", refused.Output, StringComparison.Ordinal);
        Assert.Equal((1, 0), (refused.ExitCode, restored.ExitCode));
    }

    private static string Reference(string package, string more = "") =>
        $"""<PackageReference Include="{package}" Version="{PackedFeed.Version}" {more} />""";

    private static string Project(string frameworks, string references) =>
        $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFrameworks>{frameworks}</TargetFrameworks></PropertyGroup>
              <ItemGroup>{references}</ItemGroup>
            </Project>
            """;
}
