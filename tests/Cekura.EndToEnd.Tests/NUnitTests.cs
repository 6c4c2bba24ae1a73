using Cekura.EndToEnd.Tests.Harness;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;

namespace Cekura.EndToEnd.Tests;

/// <summary>Code-first tests, as a user writes and runs them.</summary>
public sealed class NUnitTests(PackedFeed feed, NUnitTests.Built built) : IClassFixture<PackedFeed>, IClassFixture<NUnitTests.Built>
{
    private const string Code = """
        using Cekura.NUnit;
        using NUnit.Framework;

        namespace Clinic;

        public sealed class Booking
        {
            [CekuraScenario(101, Personalities = new[] { 3, 7 }, Tags = new[] { "quick" })]
            public void Books(CekuraRun run) => Assert.That(run, Does.Pass);

            [Explicit, CekuraScenario(102, Personalities = new[] { 3 })]
            public void Only_when_asked_for(CekuraRun run) => Assert.That(run, Does.Pass);
        }

        public sealed class All
        {
            [CekuraManifest("cekura.json")]
            public void Say_something(CekuraRun run) => Assert.That(run, Does.Say("Booked|All set").By(Speaker.Agent));
        }
        """;

    /// <summary>The lowest NUnit that is allowed, and the one of today.</summary>
    [Theory]
    [InlineData("5.0.0")]
    [LongInlineData("4.1.0")]
    public async Task Filters_categories_attachments_and_explicit_tests_work_as_in_any_NUnit_project(string version)
    {
        var project = version == "5.0.0" ? await built.ProjectAsync(feed) : await BuildAsync(feed, "CodeFirst", version);

        var quick = await project.TestDllAsync(null, "--filter", "TestCategory=quick");

        Assert.True(quick.ExitCode == 0, quick.Console);
        Assert.Equal(["Book an appointment [In a hurry]", "Book an appointment [Normal Male]"], quick.Named("Passed"));
        Assert.Equal(2, quick.Tests.Count);
        var test = quick.Test("Book an appointment [In a hurry]");
        Assert.Contains("Agent: Booked: 14 March, 10:30.", test.Attachment("transcript.md"), StringComparison.Ordinal);
        Assert.Contains("rule V", test.StdOut, StringComparison.Ordinal);
        Assert.Contains("emulated", test.StdOut, StringComparison.Ordinal);
        Assert.DoesNotContain("Cekura: ", quick.Console, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_filter_and_settings_without_effect_are_said_once()
    {
        var project = await built.ProjectAsync(feed);

        var named = await project.TestDllAsync(
            new() { ["CEKURA_JUNIT"] = "junit.xml", ["CEKURA_LAST_FAILED"] = "true" },
            "--filter",
            "FullyQualifiedName~Books|FullyQualifiedName~Nothing"
        );

        Assert.Equal(2, named.Tests.Count);
        Assert.Equal(2, named.Console.Split("Cekura: JUnit and LastFailed have no effect on code-first tests").Length);
    }

    [Fact]
    public async Task With_the_adapter_in_the_same_project_nothing_runs_twice()
    {
        var project = Project(
                feed,
                "Both",
                "5.0.0",
                $"""<PackageReference Include="Cekura.TestAdapter" Version="{PackedFeed.Version}" />"""
            )
            .Write("other.cekura.json", """{ "name": "Other", "agent": 12, "scenarios": [ { "id": 101, "name": "By the adapter" } ] }""");

        var run = await project.TestAsync();

        Assert.Equal(1, run.Tests.Count(test => test.Name.StartsWith("By the adapter", StringComparison.Ordinal)));
        Assert.Equal(
            [
                "Book an appointment [In a hurry]",
                "Book an appointment [In a hurry]",
                "Book an appointment [Normal Male]",
                "Book an appointment [Normal Male]",
            ],
            run.Tests.Select(test => test.Name)
                .Where(name => name.StartsWith("Book an", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(0, run.ExitCode);
    }

    [LongFact]
    public async Task A_class_that_holds_all_cases_leaves_nothing_to_the_adapter()
    {
        var project = Project(
                feed,
                "Held",
                "5.0.0",
                $"""<PackageReference Include="Cekura.TestAdapter" Version="{PackedFeed.Version}" />"""
            )
            .Write("Tests.cs", "public sealed class Manifests : Cekura.NUnit.CekuraManifestTests;");

        var run = await project.TestAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["Reschedule [In a hurry]", "Reschedule [Normal Male]"], run.Named("Failed"));
        Assert.Equal(["Book an appointment [In a hurry]", "Book an appointment [Normal Male]"], run.Named("Passed"));
    }

    [LongFact]
    public async Task A_test_explorer_runs_the_one_test_that_was_picked()
    {
        var project = await built.ProjectAsync(feed);
        var explorer = new TestExplorer(project.Dll, "<RunSettings/>");

        var tests = explorer.Discover();
        var results = explorer.Run(
            tests.Where(test => test.FullyQualifiedName == "Clinic.Booking.Only_when_asked_for.Reschedule.Normal_Male")
        );

        Assert.Equal(7, tests.Count);
        var result = Assert.Single(results);
        Assert.Equal((TestOutcome.Failed, "Reschedule [Normal Male]"), (result.Outcome, result.DisplayName));
        Assert.Contains("Expected: a conversation that passes", result.ErrorMessage, StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFiles(Path.Combine(project.Output, "TestResults"), "run.json", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Without_a_key_every_test_fails_and_says_where_it_belongs()
    {
        var project = await built.ProjectAsync(feed);

        var run = await project.TestDllAsync(
            new() { ["HOME"] = project.FolderPath, ["CEKURA_API_URL"] = "http://127.0.0.1:9" },
            "--filter",
            "TestCategory=quick"
        );

        Assert.Equal(1, run.ExitCode);
        Assert.All(run.Tests, test => Assert.Equal("Failed", test.Outcome));
        Assert.All(run.Tests, test => Assert.Contains("CEKURA_API_KEY", test.Message, StringComparison.Ordinal));
        Assert.All(run.Tests, test => Assert.EndsWith("Tests.cs:line 8", test.StackTrace.TrimEnd(), StringComparison.Ordinal));
    }

    private static async Task<GeneratedProject> BuildAsync(PackedFeed feed, string name, string nunit)
    {
        var project = Project(feed, name, nunit);
        var build = await project.RunAsync(["build"]);
        Assert.True(build.ExitCode == 0, build.Output);
        return project;
    }

    private static GeneratedProject Project(PackedFeed feed, string name, string nunit, string items = "") =>
        feed.NewProject(name)
            .Write(
                $"{name}.csproj",
                $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Cekura.NUnit" Version="{PackedFeed.Version}" />
                    <PackageReference Include="NUnit" Version="{nunit}" />
                    <PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />
                    <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />
                    {items}
                  </ItemGroup>
                </Project>
                """
            )
            .Write("Tests.cs", Code)
            .WithManifest(Seeds.Manifest)
            .WithSeed(Seeds.Replayed());

    /// <summary>Built once for all tests of the class.</summary>
    public sealed class Built
    {
        private GeneratedProject? _project;

        internal async Task<GeneratedProject> ProjectAsync(PackedFeed feed) => _project ??= await BuildAsync(feed, "Clinic", "5.0.0");
    }
}
