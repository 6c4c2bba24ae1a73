using System.Diagnostics;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>
/// One suite, restored from the packed packages and run by the real <c>dotnet test</c>, beside tests of other frameworks.
/// </summary>
public sealed class SuiteTests(PackedFeed feed, SuiteTests.BuiltSuite built)
    : IClassFixture<PackedFeed>,
        IClassFixture<SuiteTests.BuiltSuite>
{
    private const string Polly = "8.9.1";
    private const string Platform = "18.11.0";

    [Fact]
    public async Task Every_pair_is_a_test_with_the_verdict_as_its_outcome()
    {
        var run = await built.TestAsync(feed);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("Failed", run.Outcome);
        Assert.Equal(["Book an appointment [In a hurry]", "Book an appointment [Normal Male]"], run.Named("Passed").Where(IsOurs));
        Assert.Equal(["Reschedule [In a hurry]", "Reschedule [Normal Male]"], run.Named("Failed"));
    }

    [Fact]
    public async Task A_failed_test_says_why_and_where()
    {
        var test = (await built.TestAsync(feed)).Test("Reschedule [Normal Male]");

        Assert.StartsWith("Failed: Confirms date and time.", test.Message, StringComparison.Ordinal);
        Assert.Contains("The agent ended without reading back the new slot.", test.Message, StringComparison.Ordinal);
        Assert.Contains("personality Normal Male, 00:13, ended: main-agent-ended-call", test.Message, StringComparison.Ordinal);
        Assert.Equal(
            $"   at Appointments.Changes.Reschedule.Normal_Male in {Path.Combine(built.Project.FolderPath, "cekura.json")}:line 8",
            test.StackTrace
        );
        Assert.Equal(TimeSpan.FromSeconds(13), test.Duration);
    }

    [Fact]
    public async Task Every_test_has_its_transcript_and_its_run_attached()
    {
        var run = await built.TestAsync(feed);

        foreach (var test in run.Tests.Where(test => IsOurs(test.Name)))
        {
            Assert.All(test.Attachments, path => Assert.True(File.Exists(path), path));
            Assert.Contains("Hi, I need an appointment.", test.Attachment("transcript.md"), StringComparison.Ordinal);
            Assert.Contains("\"emulated\": true", test.Attachment("run.json"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Tags_are_categories()
    {
        var run = await built.TestAsync(feed);

        Assert.Equal(["smoke"], run.Categories["Book an appointment [Normal Male]"]);
        Assert.Empty(run.Categories["Reschedule [Normal Male]"]);
    }

    [Fact]
    public async Task Tests_of_other_frameworks_in_the_same_project_run_beside_ours()
    {
        var run = await built.TestAsync(feed);

        Assert.Equal("Passed", run.Test("Nunit_runs").Outcome);
        Assert.Equal("Passed", run.Test("Suite.XunitTests.Xunit_runs").Outcome);
    }

    [Fact]
    public async Task Listing_obeys_the_filter_shows_the_pairs_and_starts_none()
    {
        await built.TestAsync(feed);

        var listed = await built.Project.RunAsync(["test", built.Project.Dll, "--list-tests", "--filter", "Personality=7"]);

        Assert.Equal(0, listed.ExitCode);
        Assert.Contains("    Book an appointment [In a hurry]", listed.Output, StringComparison.Ordinal);
        Assert.Contains("    Reschedule [In a hurry]", listed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Normal Male", listed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Failed", listed.Output, StringComparison.Ordinal);
    }

    [Theory]
    [LongInlineData("TestCategory=smoke", "Book an appointment [In a hurry]", "Book an appointment [Normal Male]")]
    [InlineData("Personality=7&Scenario=101", "Book an appointment [In a hurry]")]
    [LongInlineData("FullyQualifiedName=Appointments.Booking.Book_an_appointment.Normal_Male", "Book an appointment [Normal Male]")]
    public async Task A_filter_runs_what_it_names(string filter, params string[] tests)
    {
        await built.TestAsync(feed);

        var run = await built.Project.TestDllAsync(null, "--filter", filter);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(tests, run.Tests.Select(test => test.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_adapter_adds_only_its_own_dlls_and_Polly_to_the_output()
    {
        await built.TestAsync(feed);

        string[] others = ["Microsoft.", "Newtonsoft.", "NuGet.", "nunit", "xunit", "testcentric", "testhost"];
        var dlls = Directory
            .GetFiles(built.Project.Output, "*.dll")
            .Select(path => Path.GetFileNameWithoutExtension(path)!)
            .Where(name => !others.Any(other => name.StartsWith(other, StringComparison.OrdinalIgnoreCase)));

        Assert.Equal(
            [
                "Cekura.Agents",
                "Cekura.Client",
                "Cekura.Emulator",
                "Cekura.Guard",
                "Cekura.Manifests",
                "Cekura.Models",
                "Cekura.Reports",
                "Cekura.Runs",
                "Cekura.TestAdapter",
                "Cekura.TestHost",
                "Cekura.TestingPlatform",
                "Polly.Core",
                "Suite",
            ],
            dlls.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_newer_Polly_and_test_platform_are_the_user_s_own()
    {
        await built.TestAsync(feed);

        Assert.StartsWith(Polly, Version("Polly.Core.dll"), StringComparison.Ordinal);
        Assert.StartsWith(Platform, Version("Microsoft.VisualStudio.TestPlatform.ObjectModel.dll"), StringComparison.Ordinal);

        string Version(string dll) => FileVersionInfo.GetVersionInfo(Path.Combine(built.Project.Output, dll)).ProductVersion!;
    }

    private static bool IsOurs(string name) => name.EndsWith(']');

    /// <summary>Built and run once for all tests of the class.</summary>
    public sealed class BuiltSuite : IDisposable
    {
        private readonly SemaphoreSlim _once = new(1);
        private TestRun? _run;

        internal GeneratedProject Project { get; private set; } = null!;

        public void Dispose() => _once.Dispose();

        internal async Task<TestRun> TestAsync(PackedFeed feed)
        {
            await _once.WaitAsync();
            try
            {
                return _run ??= await BuildAsync(feed);
            }
            finally
            {
                _once.Release();
            }
        }

        private async Task<TestRun> BuildAsync(PackedFeed feed)
        {
            Project = feed.NewProject("Suite")
                .WithManifest(Seeds.Manifest)
                .WithSeed(Seeds.Replayed())
                .WithProject(
                    $"""
                    <PackageReference Include="Polly.Core" Version="{Polly}" />
                    <PackageReference Include="Microsoft.NET.Test.Sdk" Version="{Platform}" />
                    <PackageReference Include="NUnit" Version="4.6.1" />
                    <PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />
                    <PackageReference Include="xunit" Version="2.9.3" />
                    <PackageReference Include="xunit.runner.visualstudio" Version="4.0.1" />
                    """
                )
                .Write(
                    "Other.cs",
                    """
                    namespace Suite;
                    public class NunitTests { [NUnit.Framework.Test] public void Nunit_runs() { } }
                    public class XunitTests { [Xunit.Fact] public void Xunit_runs() { } }
                    """
                );
            return await Project.TestAsync();
        }
    }
}
