using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>Microsoft.Testing.Platform takes no adapters, so that its green says nothing of our tests: the build says so.</summary>
public sealed class OtherPlatformTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private const string GlobalJson = """{ "test": { "runner": "Microsoft.Testing.Platform" } }""";

    [Fact]
    public async Task Under_the_runner_of_NUnit_a_green_run_warns_that_it_ran_none_of_ours()
    {
        var project = feed.NewProject("Runner").Write("Runner.csproj", $"""
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
            """).Write("One.cs", "public class One { [NUnit.Framework.Test] public void Passes() { } }").WithManifest(Seeds.Manifest).WithSeed(Seeds.Replayed()).Write("global.json", GlobalJson);

        var run = await project.RunAsync(["test"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("succeeded: 1", run.Output, StringComparison.Ordinal);
        Assert.Contains($"warning CEK0414: Microsoft.Testing.Platform is asked for (EnableNUnitRunner=true, {Path.Combine(project.FolderPath, "global.json")})", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_way_to_ask_for_it_is_named()
    {
        var project = feed.NewProject("Ways").WithManifest(Seeds.Manifest);
        await project.RunAsync(["restore"]);

        await SaysAsync("-p:EnableMSTestRunner=true", null, "EnableMSTestRunner=true");
        await SaysAsync("-p:UseMicrosoftTestingPlatformRunner=true", null, "UseMicrosoftTestingPlatformRunner=true");
        await SaysAsync("-p:TestingPlatformDotnetTestSupport=true", null, "TestingPlatformDotnetTestSupport=true");
        await SaysAsync("-p:Some=", GlobalJson, "global.json");
        await SaysAsync("-p:Some=", """{ "test": { "runner": "VSTest" } }""", null);
        await SaysAsync("-p:Some=", null, null);

        async Task SaysAsync(string property, string? globalJson, string? named)
        {
            var file = Path.Combine(project.FolderPath, "global.json");
            if (globalJson is null)
            {
                File.Delete(file);
            }
            else
            {
                project.Write("global.json", globalJson);
            }

            var warned = await project.RunAsync(["msbuild", "-t:CekuraOtherPlatform", "-nologo", property]);

            Assert.True(named is not null == warned.Output.Contains("warning CEK0414", StringComparison.Ordinal), $"{property} {globalJson}: {warned.Output}");
            Assert.Contains(named ?? "", warned.Output, StringComparison.Ordinal);
        }
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
