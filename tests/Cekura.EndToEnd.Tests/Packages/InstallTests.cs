using System.Diagnostics;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests.Packages;

/// <summary>The packages in other people's projects.</summary>
public sealed class InstallTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    /// <summary>The newer ones are those of the project of <see cref="SuiteTests"/>.</summary>
    [LongFact]
    public async Task The_oldest_Polly_and_test_platform_that_are_allowed_are_the_user_s_own()
    {
        const string Polly = "8.4.2";
        var project = WithVersions("Versions", Polly, "17.8.0").WithManifest(Seeds.Manifest).WithSeed(Seeds.Replayed());

        var run = await project.TestAsync();

        Assert.True(run.Tests.Count == 4, run.Console);
        Assert.Equal(2, run.Named("Passed").Count());
        Assert.StartsWith(
            Polly,
            FileVersionInfo.GetVersionInfo(Path.Combine(project.Output, "Polly.Core.dll")).ProductVersion,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_version_that_is_too_old_is_a_clear_error_of_restore()
    {
        var restore = await WithVersions("TooOld", "8.1.0", "17.8.0").RunAsync(["restore"]);

        Assert.Equal(1, restore.ExitCode);
        Assert.Contains("NU1605", restore.Output, StringComparison.Ordinal);
        Assert.Contains("Polly.Core (>= 8.4.2)", restore.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Central_versions_a_solution_filter_and_a_folder_with_spaces_and_umlauts()
    {
        var solution = feed.NewProject("Prüfung der Straßen 測試");
        File.Delete(Path.Combine(solution.FolderPath, $"{solution.Name}.csproj"));
        solution
            .Write(
                "Directory.Packages.props",
                $"""
                <Project>
                  <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
                  <ItemGroup><PackageVersion Include="Cekura.TestAdapter" Version="{PackedFeed.Version}" /></ItemGroup>
                </Project>
                """
            )
            .Write("Agenten Prüfung/Agenten Prüfung.csproj", Project("net10.0"))
            .Write("Agenten Prüfung/cekura.json", Seeds.Manifest)
            .Write(
                "Agenten Prüfung/Ordner/größer.cekura.json",
                """{ "name": "Größer", "agent": 12, "scenarios": [ { "id": 101, "name": "Straße buchen" } ] }"""
            )
            .Write("Agenten Prüfung/emulator.seed.json", Seeds.Replayed())
            .Write(
                "Agenten Prüfung/cekura.runsettings",
                "<RunSettings><Cekura><ApiUrl>emulator</ApiUrl><Seed>emulator.seed.json</Seed></Cekura></RunSettings>"
            )
            .Write("Bare/Bare.csproj", Project("net10.0"))
            .Write("Left.Out/Left.Out.csproj", Project("net10.0"))
            .Write("Left.Out/Broken.cs", "this does not compile")
            .Write(
                "Agents.slnx",
                """
                <Solution>
                  <Project Path="Agenten Prüfung/Agenten Prüfung.csproj" />
                  <Project Path="Bare/Bare.csproj" />
                  <Project Path="Left.Out/Left.Out.csproj" />
                </Solution>
                """
            )
            .Write(
                "Agents.slnf",
                """{ "solution": { "path": "Agents.slnx", "projects": [ "Agenten Prüfung/Agenten Prüfung.csproj", "Bare/Bare.csproj" ] } }"""
            );

        var run = await solution.RunAsync(["test", "Agents.slnf", "--logger", "console;verbosity=normal"]);

        AssertSays("Passed Book an appointment [Normal Male]", run);
        AssertSays("Passed Straße buchen [Own personality]", run);
        Assert.Contains("Agenten Prüfung/cekura.json:line ", run.Output.Replace('\\', '/'), StringComparison.Ordinal);
        Assert.Equal(1, run.ExitCode);
        AssertLeftAlone(Path.Combine(solution.FolderPath, "Bare"));
    }

    [LongFact]
    public async Task A_project_that_has_the_package_through_another_one_runs_its_tests()
    {
        var common = feed.NewProject("Common");
        common
            .Write("../nuget.config", await File.ReadAllTextAsync(Path.Combine(common.FolderPath, "nuget.config")))
            .Write(
                "../Tests/Tests.csproj",
                """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                  <ItemGroup><ProjectReference Include="../Common/Common.csproj" /></ItemGroup>
                </Project>
                """
            )
            .Write("../Tests/cekura.json", Seeds.Manifest)
            .Write("../Tests/emulator.seed.json", Seeds.Replayed())
            .Write(
                "../Tests/cekura.runsettings",
                "<RunSettings><Cekura><ApiUrl>emulator</ApiUrl><Seed>emulator.seed.json</Seed></Cekura></RunSettings>"
            );

        var run = await common.TestAsync("../Tests");

        Assert.Equal(
            ["Passed", "Passed"],
            run.Tests.Where(test => test.Name.StartsWith("Book", StringComparison.Ordinal)).Select(test => test.Outcome)
        );
        Assert.Equal(4, run.Tests.Count);
        Assert.DoesNotContain("CEK0417", run.Console, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_usual_lines_for_a_test_adapter_work_and_for_a_library_are_refused_in_a_sentence()
    {
        const string Lines =
            """<PrivateAssets>all</PrivateAssets><IncludeAssets>runtime; build; native; contentfiles; analyzers; buildtransitive</IncludeAssets>""";
        var project = feed.NewProject("R&D").WithManifest(Seeds.Manifest).WithSeed(Seeds.Replayed());
        var plain = await File.ReadAllTextAsync(Path.Combine(project.FolderPath, "R&D.csproj"));
        project.Write(
            "R&D.csproj",
            plain.Replace(
                $"Version=\"{PackedFeed.Version}\" />",
                $"Version=\"{PackedFeed.Version}\">{Lines}</PackageReference>",
                StringComparison.Ordinal
            )
        );
        var library = feed.NewProject("Library").Write("Tests.cs", "[Cekura.NUnit.CekuraManifest(\"cekura.json\")] public class Tests;");
        library.Write(
            "Library.csproj",
            plain.Replace(
                $"Cekura.TestAdapter\" Version=\"{PackedFeed.Version}\" />",
                $"Cekura.NUnit\" Version=\"{PackedFeed.Version}\">{Lines}</PackageReference>",
                StringComparison.Ordinal
            )
        );

        var run = await project.TestAsync();
        var build = await library.RunAsync(["build"]);

        Assert.True(run.Tests.Count == 4, run.Console);
        Assert.Equal(1, build.ExitCode);
        Assert.Contains(
            "error CEK0419: The reference to Cekura.NUnit leaves out what code compiles against",
            build.Output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("error CS", build.Output, StringComparison.Ordinal);
    }

    [LongFact]
    public async Task Two_target_frameworks_are_two_runs()
    {
        var project = feed.NewProject("Two").WithManifest(Seeds.Manifest).WithSeed(Seeds.Replayed());
        project.Write(
            "Two.csproj",
            Project("net10.0;net10.0-windows")
                .Replace(
                    "<PackageReference Include=\"Cekura.TestAdapter\" />",
                    $"<PackageReference Include=\"Cekura.TestAdapter\" Version=\"{PackedFeed.Version}\" />",
                    StringComparison.Ordinal
                )
        );

        var run = await project.RunAsync(["test", "--logger", "console;verbosity=normal"]);

        AssertSays("Passed Book an appointment [Normal Male]", run, times: 2);
        Assert.Contains("net10.0-windows", run.Output, StringComparison.Ordinal);
    }

    private static void AssertSays(string text, DotnetResult command, int times = 1) =>
        Assert.True(command.Output.Split(text).Length - 1 == times, $"Wanted {times} × {text} in:\n{command.Output}");

    private static void AssertLeftAlone(string project)
    {
        Assert.NotEmpty(Directory.GetFiles(project, "Bare.dll", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(project, "*.cekura", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(project, "cekura.*", SearchOption.AllDirectories));
    }

    private GeneratedProject WithVersions(string name, string polly, string platform) =>
        feed.NewProject(name)
            .WithProject(
                $"""
                <PackageReference Include="Polly.Core" Version="{polly}" />
                <PackageReference Include="Microsoft.NET.Test.Sdk" Version="{platform}" />
                """
            );

    private static string Project(string frameworks) =>
        $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFrameworks>{frameworks}</TargetFrameworks>
                <EnableWindowsTargeting>true</EnableWindowsTargeting>
                <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Cekura.TestAdapter" />
              </ItemGroup>
            </Project>
            """;
}
