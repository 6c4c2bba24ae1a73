using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>
/// Microsoft.Testing.Platform runs one framework in a project. Where that is another one, its green says nothing of our tests: the build
/// does.
/// </summary>
public sealed class OtherPlatformTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private const string GlobalJson = """{ "test": { "runner": "Microsoft.Testing.Platform" } }""";

    [Fact]
    public async Task A_project_that_holds_another_framework_too_is_refused_with_a_way_out()
    {
        var project = feed.NewProject("Two")
            .WithProject(
                """<PackageReference Include="NUnit" Version="4.6.1" /><PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />"""
            )
            .Write("One.cs", "public class One { [NUnit.Framework.Test] public void Passes() { } }")
            .WithManifest(Seeds.Manifest);

        var neither = await BuildAsync("""{ }""");
        var byFile = await BuildAsync(GlobalJson);
        var byProperty = await BuildAsync("""{ }""", "-p:EnableNUnitRunner=true");

        Assert.True(neither.ExitCode == 0, neither.Output);
        Assert.All([byFile, byProperty], refused =>
        {
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains(
                "error CEK0420: This project has tests of Cekura and of NUnit, and Microsoft.Testing.Platform runs one framework in a project",
                refused.Output,
                StringComparison.Ordinal
            );
            Assert.DoesNotContain("error CS", refused.Output, StringComparison.Ordinal);
        });

        Task<DotnetResult> BuildAsync(string globalJson, params string[] properties) =>
            project.Write("global.json", globalJson).RunAsync(["build", .. properties]);
    }

    [Fact]
    public async Task Every_way_to_ask_for_it_is_read_as_the_command_reads_it()
    {
        var project = feed.NewProject("Ways").WithManifest(Seeds.Manifest);
        await project.RunAsync(["restore"]);

        Assert.Equal("false", await ModeAsync("""{ "test": { "runner": "VSTest" } }"""));
        Assert.Equal("true", await ModeAsync(GlobalJson));
        Assert.Equal(
            "true",
            await ModeAsync("""{ "sdk": { "rollForward": "latestMajor" }, "test": { "runner": "microsoft.testing.platform" } }""")
        );
        Assert.Equal("false", await ModeAsync("// \"test\": { \"runner\": \"Microsoft.Testing.Platform\" }\n{ }"));
        Assert.Equal("false", await ModeAsync(GlobalJson, "-p:EnableCekuraRunner=false"));
        Assert.Equal("true", await ModeAsync("{ }", "-p:EnableCekuraRunner=true"));
        Assert.Equal("", await ModeAsync(GlobalJson, "-p:EnableMSTestRunner=true"));

        var left = await project.RunAsync(["msbuild", "-t:CekuraOtherPlatform", "-nologo", "-p:EnableCekuraRunner=false"]);
        Assert.Contains("warning CEK0414: Microsoft.Testing.Platform is asked for (", left.Output, StringComparison.Ordinal);

        async Task<string> ModeAsync(string globalJson, params string[] properties)
        {
            var read = await project
                .Write("global.json", globalJson)
                .RunAsync(["msbuild", "-getProperty:EnableCekuraRunner", "-nologo", .. properties]);
            Assert.True(read.ExitCode == 0, read.Output);
            return read.Output.Trim();
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
