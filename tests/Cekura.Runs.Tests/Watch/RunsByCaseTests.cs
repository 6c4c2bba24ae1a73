using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Tests.Manifest;
using Cekura.Manifests.Tests.Suites;
using Cekura.Runs.Plan;
using Cekura.Runs.Tests.Verdict;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;

namespace Cekura.Runs.Tests.Watch;

/// <summary>Which test a run belongs to, by as much as the run says of itself.</summary>
public sealed class RunsByCaseTests
{
    private const string Callers = """
        { "name": "S", "personalities": [ { "id": 3, "name": "Calm" }, 7 ], "scenarios": [ { "id": 101, "name": "Book" }, { "id": 102, "name": "Move" } ] }
        """;

    private const string Profiles = """
        { "name": "S", "personalities": [3], "test_profiles": [20, 21], "scenarios": [ { "id": 101, "name": "Book" } ] }
        """;

    private const string Twice = """
        { "name": "S", "personalities": [3], "scenarios": [ { "id": 101, "name": "Book", "frequency": 2 } ] }
        """;

    private const string SameName = """
        { "version": "1", "scenarios": [ { "key": "a", "name": "A", "instructions": "" }, { "key": "b", "name": "A", "instructions": "", "personality": 3 }, { "name": "B", "instructions": "" } ] }
        """;

    [Theory]
    [InlineData(101, 3, null, "Book [Calm]")]
    [InlineData(101, 7, null, "Book [Personality 7]")]
    [InlineData(102, 7, "Calm", "Move [Personality 7]")]
    [InlineData(101, 9, null, null)]
    [InlineData(103, 3, null, null)]
    [InlineData(101, null, "CALM", "Book [Calm]")]
    [InlineData(101, null, "In a hurry", "Book [Personality 7]")]
    [InlineData(101, null, null, null)]
    public void By_scenario_and_personality(int scenario, int? personality, string? name, string? expected) =>
        Assert.Equal(
            expected,
            Of(Callers)
                .CaseOf(
                    new Run
                    {
                        Id = 5001,
                        ScenarioId = scenario,
                        PersonalityId = personality,
                        PersonalityName = name,
                    }
                )
                ?.DisplayName
        );

    [Theory]
    [InlineData(20, "Test profile 20")]
    [InlineData(21, "Test profile 21")]
    [InlineData(22, null)]
    public void By_test_profile_where_it_is_known(int profile, string? expected)
    {
        var found = Of(Profiles).CaseOf(Run(5001) with { TestProfileId = profile });

        Assert.Equal(expected is null ? null : profile, found?.TestProfileId);
    }

    [Fact]
    public void A_run_that_does_not_name_its_scenario_has_the_one_that_the_start_said()
    {
        var runs = Of(Callers, new StartedRun { Id = 5001, ScenarioId = 102 }, new StartedRun { Id = 5002, ScenarioId = 101 });

        Assert.Equal("Move [Calm]", runs.CaseOf(Run(5001) with { ScenarioId = null })?.DisplayName);
        Assert.Equal("Book [Calm]", runs.CaseOf(Run(5002) with { ScenarioId = null })?.DisplayName);
        Assert.Null(runs.CaseOf(Run(5003) with { ScenarioId = null }));
    }

    [Fact]
    public void Without_a_personality_it_is_the_only_test_that_lacks_a_run()
    {
        var runs = Of(Callers);
        var unnamed = Run(5002) with { PersonalityId = null };
        Assert.Null(runs.CaseOf(unnamed));

        Add(runs, "Book [Calm]", 5001);
        Assert.Equal("Book [Personality 7]", runs.CaseOf(unnamed)?.DisplayName);
        Assert.Equal("Book [Personality 7]", runs.CaseOf(unnamed with { PersonalityName = "In a hurry" })?.DisplayName);
        Add(runs, "Book [Personality 7]", 5002);
        Assert.Null(runs.CaseOf(unnamed));
    }

    [Fact]
    public void A_test_that_has_all_its_runs_takes_more_only_where_no_other_lacks_them()
    {
        var runs = Of(Twice);

        Assert.False(Add(runs, "Book [Personality 3]", 5002));
        Assert.True(runs.Lacks(Case(runs)));
        Assert.True(Add(runs, "Book [Personality 3]", 5001));
        Assert.False(runs.Lacks(Case(runs)));
        Assert.NotNull(runs.CaseOf(Run(5003)));
        Assert.True(runs.HasPassed(Case(runs)));
        Assert.True(runs.IsLast);

        var scenarioCase = Case(runs);
        Assert.Equal([5001L, 5002], runs.Close(scenarioCase).Select(verdict => verdict.Run!.Id));
        Assert.False(runs.IsOpen(scenarioCase));
        Assert.Null(runs.CaseOf(Run(5003)));
    }

    [Fact]
    public void A_test_profile_that_was_not_asked_for_or_that_the_run_does_not_name_decides_nothing()
    {
        Assert.Equal("Book [Calm]", Of(Callers).CaseOf(Run(5001) with { TestProfileId = 20 })?.DisplayName);

        var runs = Of(Profiles);
        Assert.Equal(20, runs.CaseOf(Run(5001))?.TestProfileId);
        runs.Add(runs.CaseOf(Run(5001))!, SampleRuns.Judge(SampleRuns.Passed with { Id = 5001 }));
        Assert.Equal(21, runs.CaseOf(Run(5002))?.TestProfileId);
    }

    [Fact]
    public void Without_a_personality_one_run_too_many_belongs_to_the_only_test()
    {
        var runs = Of(Twice);
        Add(runs, "Book [Personality 3]", 5001);
        Add(runs, "Book [Personality 3]", 5002);

        Assert.NotNull(runs.CaseOf(Run(5003) with { PersonalityId = null }));
        Assert.Null(runs.CaseOf(Run(5003) with { PersonalityId = 9 }));
    }

    [Fact]
    public void A_run_is_called_by_its_test_or_by_its_scenario()
    {
        var runs = Of(Callers);

        Assert.Equal("Book [Calm]", runs.NameOf(Run(5001)));
        Assert.Equal("Booking\u241b", runs.NameOf(Run(5001) with { PersonalityId = 9, ScenarioName = "Booking\u001b" }));
        Assert.Equal("Book [Personality 3]", Of(Twice).NameOf(Run(5001) with { PersonalityId = 9, ScenarioName = "Booking" }));
    }

    [Fact]
    public void What_could_not_be_read_is_kept_for_tests_of_its_scenario()
    {
        var runs = Of(Twice);
        var lost = WatchEnd.ContactLost("HTTP 503");
        var unread = Run(5001) with { PersonalityId = null };

        Assert.False(runs.KeepUnread(new SettledRun(unread, WatchEnd.Settled)));
        Assert.False(runs.KeepUnread(new SettledRun(Run(5001), lost)));
        Assert.False(runs.KeepUnread(new SettledRun(unread with { ScenarioId = 999 }, lost)));
        foreach (var id in new[] { 5001, 5002, 5003 })
        {
            Assert.True(runs.KeepUnread(new SettledRun(unread with { Id = id }, lost)));
        }

        Assert.Equal([5001L, 5002], runs.Strays(Case(runs)).Select(run => run.RunId));
        Assert.Equal([5003L], runs.Untaken.Select(run => run.RunId));
        Add(runs, "Book [Personality 3]", 5001);
        Add(runs, "Book [Personality 3]", 5002);
        Assert.Empty(runs.Strays(Case(runs)));
        Assert.Equal([5003L], runs.Untaken.Select(run => run.RunId));
    }

    [Theory]
    [InlineData("A", 3, "b")]
    [InlineData("A", null, "a")]
    [InlineData("B", 3, "B")]
    [InlineData("C", 3, null)]
    public void In_a_suite_by_name_then_personality(string name, int? personality, string? expected)
    {
        var runs = OfSuite(SameName);

        var found = runs.CaseOf(
            new Run
            {
                Id = 5001,
                ScenarioId = 8001,
                ScenarioName = name,
                PersonalityId = personality,
            }
        );

        Assert.Equal(expected, found is null ? null : found.SuiteEntry!.Key ?? found.ScenarioName);
    }

    [Fact]
    public void In_a_suite_the_order_of_the_spec_decides_what_nothing_else_does()
    {
        var runs = OfSuite(
            """
            { "version": "1", "scenarios": [ { "key": "a", "name": "A", "instructions": "", "frequency": 2, "personality": 3 }, { "key": "b", "name": "A", "instructions": "" } ] }
            """,
            Started(5003, 8001),
            Started(5001, 8001),
            Started(5002, 8002)
        );

        Assert.Equal(
            ["a", "b", "a"],
            new[] { 5001L, 5002, 5003 }.Select(id => runs.CaseOf(new Run { Id = id, ScenarioName = "A" })!.SuiteEntry!.Key)
        );
    }

    [Fact]
    public void In_a_suite_whose_answer_has_no_names_the_order_decides_alone()
    {
        var runs = OfSuite(
            """
            { "version": "1", "scenarios": [ { "key": "a", "name": "A", "instructions": "" }, { "key": "b", "name": "B", "instructions": "" } ] }
            """,
            new StartedRun { Id = 5001, ScenarioId = 8001 },
            new StartedRun { Id = 5002, ScenarioId = 8002 }
        );

        Assert.Equal(["b", "a"], new[] { 5002L, 5001 }.Select(id => runs.CaseOf(new Run { Id = id })!.SuiteEntry!.Key));
        Assert.Null(runs.CaseOf(new Run { Id = 5003 }));
    }

    [Theory]
    [InlineData(20, 20)]
    [InlineData(21, 21)]
    [InlineData(22, null)]
    [InlineData(null, 20)]
    public void In_a_suite_by_test_profile_where_it_is_known(int? profile, int? expected)
    {
        var cases = SuiteMatrix.Expand(
            Suite.Of(Suite.Case("\"tags\": []")),
            Reading.Manifest("""{ "agent": 12, "test_profiles": [20, 21], "suites": [ "refunds.tests.json" ] }"""),
            new()
        );

        var found = Of(cases, [])
            .CaseOf(
                new Run
                {
                    Id = 5001,
                    ScenarioName = "Refund",
                    TestProfileId = profile,
                }
            );

        Assert.Equal(expected, found?.TestProfileId);
    }

    private static StartedRun Started(long id, long scenario) =>
        new()
        {
            Id = id,
            ScenarioId = scenario,
            ScenarioName = "A",
        };

    private static Run Run(long id) =>
        new()
        {
            Id = id,
            ScenarioId = 101,
            PersonalityId = 3,
        };

    private static ScenarioCase Case(RunsByCase runs) => runs.Open.Single().Key;

    private static bool Add(RunsByCase runs, string name, long id) =>
        runs.Add(runs.Open.Single(open => open.Key.DisplayName == name).Key, SampleRuns.Judge(SampleRuns.Passed with { Id = id }));

    private static RunsByCase Of(string manifest, params StartedRun[] started) =>
        Of(CaseMatrix.Expand(Reading.Manifest(manifest), new()), started);

    private static RunsByCase OfSuite(string suite, params StartedRun[] started) =>
        Of(
            SuiteMatrix.Expand(Suite.Of(suite), Reading.Manifest("""{ "agent": 12, "suites": [ "refunds.tests.json" ] }"""), new()),
            started
        );

    private static RunsByCase Of(IReadOnlyList<ScenarioCase> cases, StartedRun[] started) =>
        new(
            new StartBatch
            {
                Mode = "text",
                Frequency = 1,
                ScenarioIds = [],
                PersonalityIds = [],
                TestProfileIds = [],
                Cases = cases,
            },
            new StartedResult { Id = 901, Runs = started }
        );
}
