using Cekura.EndToEnd.Tests.Harness;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;

namespace Cekura.EndToEnd.Tests;

/// <summary>Code-first tests, as a user writes and runs them.</summary>
public sealed class NUnitTests(PackedFeed feed) : IClassFixture<PackedFeed>
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
    [InlineData("4.1.0")]
    [InlineData("5.0.0")]
    public async Task Filters_categories_attachments_and_explicit_tests_work_as_in_any_NUnit_project(string version)
    {
        var project = Project("CodeFirst", version);

        var quick = await project.TestAsync("--filter", "TestCategory=quick");
        var none = await project.TestAsync(
            new Dictionary<string, string?> { ["CEKURA_JUNIT"] = "junit.xml", ["CEKURA_LAST_FAILED"] = "true" }, "--filter", "FullyQualifiedName~Books|FullyQualifiedName~Nothing");

        Assert.True(quick.ExitCode == 0, quick.Console);
        Assert.Equal(["Book an appointment [In a hurry]", "Book an appointment [Normal Male]"], quick.Named("Passed"));
        Assert.Equal(2, quick.Tests.Count);
        var test = quick.Test("Book an appointment [In a hurry]");
        Assert.Contains("Agent: Booked: 14 March, 10:30.", test.Attachment("transcript.md"), StringComparison.Ordinal);
        Assert.Contains("rule V", test.StdOut, StringComparison.Ordinal);
        Assert.Contains("emulated", test.StdOut, StringComparison.Ordinal);
        Assert.Equal(2, none.Tests.Count);
        Assert.Equal(2, none.Console.Split("Cekura: JUnit and LastFailed have no effect on code-first tests").Length);
        Assert.DoesNotContain("Cekura: ", quick.Console, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_adapter_in_the_same_project_nothing_runs_twice()
    {
        var project = Project("Both", "5.0.0", $"""<PackageReference Include="Cekura.TestAdapter" Version="{PackedFeed.Version}" />""")
            .Write("other.cekura.json", """{ "name": "Other", "agent": 12, "scenarios": [ { "id": 101, "name": "By the adapter" } ] }""");

        var run = await project.TestAsync();

        Assert.Equal(1, run.Tests.Count(test => test.Name.StartsWith("By the adapter", StringComparison.Ordinal)));
        Assert.Equal(
            ["Book an appointment [In a hurry]", "Book an appointment [In a hurry]", "Book an appointment [Normal Male]", "Book an appointment [Normal Male]"],
            run.Tests.Select(test => test.Name).Where(name => name.StartsWith("Book an", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task A_test_explorer_runs_the_one_test_that_was_picked()
    {
        var project = Project("Picked", "5.0.0");
        var build = await project.RunAsync(["build"]);
        Assert.True(build.ExitCode == 0, build.Output);
        var explorer = new TestExplorer(Path.Combine(project.Output, "Picked.dll"), "<RunSettings/>");

        var tests = explorer.Discover();
        var results = explorer.Run(tests.Where(test => test.FullyQualifiedName == "Clinic.Booking.Only_when_asked_for.Reschedule.Normal_Male"));

        Assert.Equal(7, tests.Count);
        var result = Assert.Single(results);
        Assert.Equal((TestOutcome.Failed, "Reschedule [Normal Male]"), (result.Outcome, result.DisplayName));
        Assert.Contains("Expected: a conversation that passes", result.ErrorMessage, StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFiles(Path.Combine(project.Output, "TestResults"), "run.json", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Without_a_key_every_test_fails_and_says_where_it_belongs()
    {
        var project = Project("Keyless", "5.0.0").WithSettings("<ApiUrl>http://127.0.0.1:9</ApiUrl>");

        var run = await project.TestAsync(new Dictionary<string, string?> { ["HOME"] = project.FolderPath }, "--filter", "TestCategory=quick");

        Assert.Equal(1, run.ExitCode);
        Assert.All(run.Tests, test => Assert.Equal("Failed", test.Outcome));
        Assert.All(run.Tests, test => Assert.Contains("CEKURA_API_KEY", test.Message, StringComparison.Ordinal));
        Assert.All(run.Tests, test => Assert.EndsWith("Tests.cs:line 8", test.StackTrace.TrimEnd(), StringComparison.Ordinal));
    }

    private GeneratedProject Project(string name, string nunit, string items = "") => feed.NewProject(name)
        .Write($"{name}.csproj", $"""
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
            """)
        .Write("Tests.cs", Code)
        .WithManifest(Seeds.Manifest)
        .WithSeed(Seeds.Replayed());
}
