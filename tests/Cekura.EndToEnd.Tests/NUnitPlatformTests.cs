using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>NUnit's own program of Microsoft.Testing.Platform, with tests in code and all cases of the manifests in one class.</summary>
public sealed class NUnitPlatformTests(PackedFeed feed, NUnitPlatformTests.Built built)
    : IClassFixture<PackedFeed>,
        IClassFixture<NUnitPlatformTests.Built>
{
    [Fact]
    public async Task Manifests_run_beside_other_tests_with_the_adapter_s_names_and_verdicts()
    {
        var project = await built.ProjectAsync(feed);

        var command = await project.RunAsync(
            ["test", "--no-build", "--report-trx", "--report-trx-filename", "all.trx", "--results-directory", "results"]
        );
        var run = new TestRun(command, Path.Combine(project.FolderPath, "results", "all.trx"));

        Assert.True(run.ExitCode == 2, run.Console);
        Assert.Equal(["Reschedule [In a hurry]", "Reschedule [Normal Male]"], run.Named("Failed"));
        Assert.Equal(["Book an appointment [In a hurry]", "Book an appointment [Normal Male]", "Passes"], run.Named("Passed"));
        var failed = run.Test("Reschedule [In a hurry]");
        Assert.StartsWith("Failed: ", failed.Message, StringComparison.Ordinal);
        Assert.Contains("cekura.json:line ", failed.StackTrace, StringComparison.Ordinal);
        Assert.Contains("Caller", failed.Attachment("transcript.md"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FullyQualifiedName=Appointments.Booking.Book_an_appointment.Normal_Male", 1)]
    [InlineData("TestCategory=smoke&Personality!=7", 1)]
    [InlineData("Name=Passes", 1)]
    public async Task A_filter_selects_as_with_the_adapter(string filter, int tests)
    {
        var project = await built.ProjectAsync(feed);

        var run = await project.RunAsync([project.Dll, "--filter", filter]);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains($"total: {tests}\n", run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    /// <summary>Built once for all tests of the class.</summary>
    public sealed class Built
    {
        private readonly Lock _gate = new();
        private Task<GeneratedProject>? _project;

        internal Task<GeneratedProject> ProjectAsync(PackedFeed feed)
        {
            lock (_gate)
            {
                return _project ??= BuildAsync(feed);
            }
        }

        private static async Task<GeneratedProject> BuildAsync(PackedFeed feed)
        {
            var project = feed.NewProject("Clinic")
                .Write("global.json", TestingPlatformTests.Clinic.GlobalJson)
                .Write(
                    "Clinic.csproj",
                    $"""
                    <Project Sdk="Microsoft.NET.Sdk">
                      <PropertyGroup>
                        <TargetFramework>net10.0</TargetFramework>
                        <EnableNUnitRunner>true</EnableNUnitRunner>
                        <OutputType>Exe</OutputType>
                      </PropertyGroup>
                      <ItemGroup>
                        <PackageReference Include="Cekura.NUnit" Version="{PackedFeed.Version}" />
                        <PackageReference Include="NUnit" Version="5.0.0" />
                        <PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />
                        <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />
                        <PackageReference Include="Microsoft.Testing.Extensions.TrxReport" Version="2.5.2" />
                      </ItemGroup>
                    </Project>
                    """
                )
                .Write("Ordinary.cs", "public class Ordinary { [NUnit.Framework.Test] public void Passes() { } }")
                .WithManifest(Seeds.Manifest)
                .WithSeed(Seeds.Replayed());
            var without = await project.RunAsync(["build"]);
            Assert.True(without.ExitCode == 0, without.Output);
            Assert.Contains("warning CEK0425: This project has manifests or suites and no code that runs them", without.Output, StringComparison.Ordinal);

            var build = await project
                .Write("Manifests.cs", "public sealed class Manifests : Cekura.NUnit.CekuraManifestTests;")
                .RunAsync(["build", "--no-restore"]);
            Assert.True(build.ExitCode == 0, build.Output);
            Assert.DoesNotContain("CEK0425", build.Output, StringComparison.Ordinal);
            return project;
        }
    }
}
