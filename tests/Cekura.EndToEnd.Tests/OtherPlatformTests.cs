using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>Microsoft.Testing.Platform takes no adapters, so that its green says nothing of our tests: the build says so.</summary>
public sealed class OtherPlatformTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private const string GlobalJson = """{ "test": { "runner": "Microsoft.Testing.Platform" } }""";

    [Fact]
    public async Task Under_the_runner_of_NUnit_a_green_run_warns_that_it_ran_none_of_ours()
    {
        var project = feed.NewProject("Runner")
            .Write(
                "Runner.csproj",
                $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <OutputType>Exe</OutputType>
                    <EnableNUnitRunner>true</EnableNUnitRunner>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Cekura.TestAdapter" Version="{PackedFeed.Version}" />
                    <PackageReference Include="NUnit" Version="4.6.1" />
                    <PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />
                  </ItemGroup>
                </Project>
                """
            )
            .Write("One.cs", "public class One { [NUnit.Framework.Test] public void Passes() { } }")
            .WithManifest(Seeds.Manifest)
            .WithSeed(Seeds.Replayed())
            .Write("global.json", GlobalJson);

        var run = await project.RunAsync(["test"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("succeeded: 1", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            $"warning CEK0414: Microsoft.Testing.Platform is asked for (EnableNUnitRunner=true, {Path.Combine(project.FolderPath, "global.json")})",
            run.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Every_way_to_ask_for_it_is_named()
    {
        var project = feed.NewProject("Ways").WithManifest(Seeds.Manifest);
        await project.RunAsync(["restore"]);

        var none = await EvaluateAsync("""{ "test": { "runner": "VSTest" } }""");
        var all = await EvaluateAsync(
            GlobalJson,
            "-p:EnableMSTestRunner=true",
            "-p:UseMicrosoftTestingPlatformRunner=true",
            "-p:TestingPlatformDotnetTestSupport=true"
        );

        Assert.DoesNotContain("CEK0414", none.Output, StringComparison.Ordinal);
        Assert.Contains(
            $"warning CEK0414: Microsoft.Testing.Platform is asked for (EnableMSTestRunner=true, UseMicrosoftTestingPlatformRunner=true, TestingPlatformDotnetTestSupport=true, {Path.Combine(project.FolderPath, "global.json")})",
            all.Output,
            StringComparison.Ordinal
        );

        Task<DotnetResult> EvaluateAsync(string globalJson, params string[] properties) =>
            project.Write("global.json", globalJson).RunAsync(["msbuild", "-t:CekuraOtherPlatform", "-nologo", .. properties]);
    }

    [Fact]
    public async Task A_project_without_a_manifest_is_left_alone()
    {
        var project = feed.NewProject("Bare").Write("global.json", GlobalJson);

        var build = await project.RunAsync(["build", "-p:EnableNUnitRunner=true"]);

        Assert.True(build.ExitCode == 0, build.Output);
        Assert.DoesNotContain("CEK", build.Output, StringComparison.Ordinal);
    }
}
