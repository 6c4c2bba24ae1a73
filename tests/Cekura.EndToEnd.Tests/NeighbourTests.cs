using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>
/// The package among the other frameworks of Microsoft.Testing.Platform: one of each in a solution, in the same project, and calls from
/// where the other platform is chosen.
/// </summary>
public sealed class NeighbourTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private const string GlobalJson = PackedFeed.GlobalJson;

    private const string NUnit =
        """<PackageReference Include="NUnit" Version="5.0.0" /><PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />""";

    private const string Sdk = """<PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />""";

    private const string MSTest = """<PackageReference Include="MSTest" Version="4.5.2" />""";

    private const string Xunit = """<PackageReference Include="xunit.v3" Version="4.0.2" />""";

    private const string TUnit = """<PackageReference Include="TUnit" Version="1.81.10" />""";

    [LongFact]
    public async Task A_solution_with_a_project_of_each_framework_runs_all_of_them()
    {
        var root = Root(GlobalJson);
        Project(root, "Unit", "<EnableNUnitRunner>true</EnableNUnitRunner>", NUnit + Sdk, "[NUnit.Framework.Test]");
        Project(
            root,
            "Ms",
            "<EnableMSTestRunner>true</EnableMSTestRunner>",
            MSTest,
            "[Microsoft.VisualStudio.TestTools.UnitTesting.TestMethod]"
        );
        Project(root, "Ex", "", Xunit, "[Xunit.Fact]");
        Project(root, "Tee", "", TUnit, "[TUnit.Core.Test]");

        var run = await root.RunAsync(["test", "--solution", "All.slnx"]);
        var ours = await root.RunAsync(["test", "--project", "Ours", "--no-build", "--filter", "Name~Book"]);

        Assert.True(run.ExitCode == 2, run.Output);
        Assert.Contains("total: 8", run.Output, StringComparison.Ordinal);
        Assert.Contains("failed: 2", run.Output, StringComparison.Ordinal);
        Assert.All(["Unit", "Ms", "Ex", "Tee"], name =>
            Assert.Contains($"{name}.dll (net10.0|x64) passed", run.Output, StringComparison.Ordinal)
        );
        Assert.True(ours.ExitCode == 0, ours.Output);
        Assert.Contains("total: 2", ours.Output, StringComparison.Ordinal);
    }

    [LongFact]
    public async Task A_solution_in_VSTest_mode_runs_ours_and_NUnit()
    {
        var root = Root("{ }");
        Project(root, "Unit", "", NUnit + Sdk, "[NUnit.Framework.Test]", isProgram: false);

        var run = await root.RunAsync(["test", "All.slnx"]);

        Assert.True(run.ExitCode == 1, run.Output);
        Assert.Contains("Failed:     2, Passed:     2", run.Output, StringComparison.Ordinal);
        Assert.Contains("Failed:     0, Passed:     1", run.Output, StringComparison.Ordinal);
    }

    [LongTheory]
    [InlineData("NUnit", NUnit, "")]
    [InlineData("MSTest", MSTest, "")]
    [InlineData("MSTest", MSTest, "<EnableMSTestRunner>true</EnableMSTestRunner>")]
    [InlineData("TUnit", TUnit, "")]
    [InlineData("xunit.v3", Xunit, "")]
    [InlineData("NUnit", NUnit, "<EnableNUnitRunner>true</EnableNUnitRunner>")]
    public async Task Another_framework_in_the_same_project_is_refused_by_its_name(string name, string package, string properties)
    {
        var project = Ours(feed.NewProject("Two"), "Two.csproj", package, properties).Write("global.json", GlobalJson);

        var build = await project.RunAsync(["build"]);

        Assert.True(build.ExitCode == 1, build.Output);
        Assert.Contains($"error CEK0420: This project has tests of Cekura and of {name}, and", build.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("error CS", build.Output, StringComparison.Ordinal);
    }

    [LongFact]
    public async Task In_VSTest_mode_NUnit_and_ours_share_a_project()
    {
        var project = Ours(feed.NewProject("Shared"), "Shared.csproj", NUnit, "")
            .Write("One.cs", "public class One { [NUnit.Framework.Test] public void Passes() { } }");

        var run = await project.TestAsync();

        Assert.True(run.ExitCode == 1, run.Console);
        Assert.Equal((5, 2), (run.Tests.Count, run.Named("Failed").Count()));
    }

    /// <summary>The folder in which the command is called decides, as the command does.</summary>
    [LongFact]
    public async Task A_call_from_outside_runs_as_the_folder_of_the_call_says()
    {
        var root = Root(GlobalJson).Write("outside/readme.txt", "");
        root.Write("plain/global.json", "{ }");

        var vstest = await root.RunInAsync("plain", "test", "../Ours");
        var platform = await root.RunInAsync("outside", "test", "--project", "../Ours");
        var again = await root.RunInAsync("plain", "test", "../Ours");

        Assert.All([vstest, again], run =>
        {
            Assert.True(run.ExitCode == 1, run.Output);
            Assert.Contains("Failed:     2, Passed:     2", run.Output, StringComparison.Ordinal);
        });
        Assert.True(platform.ExitCode == 2, platform.Output);
        Assert.Contains("total: 4", platform.Output, StringComparison.Ordinal);
    }

    [LongFact]
    public async Task A_property_chooses_without_a_file_and_against_one()
    {
        var root = Root("{ }");
        Ours(root, "Ours/Ours.csproj", "", "<EnableCekuraRunner>true</EnableCekuraRunner>");
        var run = await root.RunAsync(["run", "--project", "Ours", "--", "--filter", "Name~Book"]);
        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains("total: 2", run.Output, StringComparison.Ordinal);

        // VSTest runs it all the same: it is a dll with an adapter beside it.
        var vstest = await root.RunAsync(["vstest", "Ours/bin/Debug/net10.0/Ours.dll"]);
        Assert.True(vstest.ExitCode == 1, vstest.Output);
        Assert.True(vstest.Output.Contains("Failed:     2, Passed:     2", StringComparison.Ordinal), vstest.Output);

        Ours(root, "Ours/Ours.csproj", "", "<EnableCekuraRunner>false</EnableCekuraRunner>").Write("global.json", GlobalJson);
        var refused = await root.RunAsync(["test", "--project", "Ours"]);
        Assert.True(refused.ExitCode != 0, refused.Output);
        Assert.Contains("All projects must use that test runner", refused.Output, StringComparison.Ordinal);
    }

    [LongTheory]
    [InlineData("fs", "module One")]
    [InlineData("vb", "Module One\nEnd Module")]
    public async Task Other_languages_run_there_too(string language, string code)
    {
        var project = Ours(feed.NewProject("Other"), $"Other.{language}proj", "", "").Write("global.json", GlobalJson);
        File.Delete(Path.Combine(project.FolderPath, "Other.csproj"));
        project.Write($"One.{language}", code);
        if (language == "fs")
        {
            var file = Path.Combine(project.FolderPath, "Other.fsproj");
            await File.WriteAllTextAsync(
                file,
                (await File.ReadAllTextAsync(file)).Replace(
                    "<ItemGroup>",
                    "<ItemGroup><Compile Include=\"One.fs\" />",
                    StringComparison.Ordinal
                )
            );
        }

        var run = await project.RunAsync(["test"]);

        Assert.True(run.ExitCode == 2, run.Output);
        Assert.Contains("total: 4", run.Output, StringComparison.Ordinal);
    }

    private GeneratedProject Root(string globalJson)
    {
        var root = feed.NewProject("All").Write("global.json", globalJson);
        File.Delete(Path.Combine(root.FolderPath, "All.csproj"));
        Ours(root, "Ours/Ours.csproj", "", "");
        return Solution(root);
    }

    private static GeneratedProject Ours(GeneratedProject root, string file, string items, string properties)
    {
        var folder = Path.GetDirectoryName(file)!;
        return root.Write(
                file,
                $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    {properties}
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Cekura.TestAdapter" Version="{PackedFeed.Version}" />
                    {items}
                  </ItemGroup>
                </Project>
                """
            )
            .Write(Path.Combine(folder, "cekura.json"), Seeds.Manifest)
            .Write(Path.Combine(folder, "emulator.seed.json"), Seeds.Replayed())
            .Write(
                Path.Combine(folder, "cekura.runsettings"),
                "<RunSettings><Cekura><ApiUrl>emulator</ApiUrl><Seed>emulator.seed.json</Seed></Cekura></RunSettings>"
            );
    }

    private static void Project(GeneratedProject root, string name, string properties, string items, string test, bool isProgram = true)
    {
        // Only the attribute differs, and what a class of MSTest has.
        var fixture = test.Contains("UnitTesting", StringComparison.Ordinal)
            ? "[Microsoft.VisualStudio.TestTools.UnitTesting.TestClass] "
            : "";
        root.Write(
                $"{name}/{name}.csproj",
                $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    {(isProgram ? "<OutputType>Exe</OutputType>" : "")}
                    {properties}
                  </PropertyGroup>
                  <ItemGroup>{items}</ItemGroup>
                </Project>
                """
            )
            .Write($"{name}/One.cs", $"{fixture}public class One {{ {test} public void Passes() {{ }} }}");
        Solution(root);
    }

    private static GeneratedProject Solution(GeneratedProject root) =>
        root.Write(
            "All.slnx",
            $"<Solution>{string.Concat(Directory.EnumerateFiles(root.FolderPath, "*.csproj", SearchOption.AllDirectories).Select(file => $"<Project Path=\"{Path.GetRelativePath(root.FolderPath, file)}\" />"))}</Solution>"
        );
}
