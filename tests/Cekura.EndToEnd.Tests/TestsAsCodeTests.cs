using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>Scenarios that live in the repository, from <c>*.tests.json</c> to the results of <c>dotnet test</c>.</summary>
public sealed class TestsAsCodeTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    // The emulator judges a test case by the scenario of its seed that has the same name.
    private const string Suite = """
        {
          "version": "1",
          "suite": { "name": "Bookings" },
          "defaults": { "tags": [ "smoke" ] },
          "scenarios": [
            { "key": "book", "name": "Book an appointment", "instructions": "Book any slot." },
            { "name": "Reschedule", "instructions": "Move it." },
            { "name": "Measured", "instructions": "Say hello.",
              "metrics": [ "no_such_metric" ] }
          ]
        }
        """;

    private const string Manifest = """
        { "name": "Appointments", "agent": 12, "personalities": [ { "id": 3, "name": "Normal Male" }, { "id": 7, "name": "In a hurry" } ],
          "suites": [ "suites/bookings.tests.json" ] }
        """;

    [Theory]
    [InlineData(Runner.VSTest)]
    [LongInlineData(Runner.Platform)]
    public async Task A_suite_runs_with_each_personality_and_a_refused_test_case_points_at_its_line(Runner runner)
    {
        var project = feed.NewProject("Code", runner)
            .WithManifest(Manifest)
            .Write("suites/bookings.tests.json", Suite)
            .WithSeed(Seeds.Replayed());

        var run = await project.HostAsync();

        Assert.Equal(project.Failed, run.ExitCode);
        Assert.Equal(["Book an appointment [In a hurry]", "Book an appointment [Normal Male]"], run.Named("Passed"));
        Assert.Equal(
            ["Measured [In a hurry]", "Measured [Normal Male]", "Reschedule [In a hurry]", "Reschedule [Normal Male]"],
            run.Named("Failed")
        );
        var file = Path.Combine(project.FolderPath, "suites", "bookings.tests.json");
        var refused = run.Test("Measured [In a hurry]");
        Assert.StartsWith(
            "Cekura did not accept the test case: No metric with slug 'no_such_metric'",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("bookings.tests.json(9,20): metrics[0]", refused.Message, StringComparison.Ordinal);
        Assert.Equal($"   at Bookings.Measured.In_a_hurry in {file}:line 9", refused.StackTrace);
        Assert.Equal($"   at Bookings.Reschedule.Normal_Male in {file}:line 7", run.Test("Reschedule [Normal Male]").StackTrace);
        Assert.StartsWith("Failed: Confirms date and time.", run.Test("Reschedule [Normal Male]").Message, StringComparison.Ordinal);
        Assert.Equal(["smoke"], run.Categories["Book an appointment [In a hurry]"]);
    }

    [LongFact]
    public async Task A_filter_sends_only_the_pairs_that_it_leaves()
    {
        var project = feed.NewProject("Code").WithManifest(Manifest).Write("suites/bookings.tests.json", Suite).WithSeed(Seeds.Replayed());

        var run = await project.HostAsync("--filter", "Scenario=book&Personality=7");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["Book an appointment [In a hurry]"], run.Tests.Select(test => test.Name));
    }

    [LongFact]
    public async Task A_project_of_suites_alone_takes_the_agent_from_its_settings()
    {
        var project = feed.NewProject("Alone")
            .Write(
                "bookings.tests.json",
                """{ "version": "1", "scenarios": [ { "name": "Book an appointment", "instructions": "", "personality": 3 } ] }"""
            )
            .WithSeed(Seeds.Replayed())
            .WithSettings("<ApiUrl>emulator</ApiUrl><Seed>emulator.seed.json</Seed><AgentId>12</AgentId>");

        var run = await project.HostAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["Book an appointment [Personality 3]"], run.Named("Passed"));
    }
}
