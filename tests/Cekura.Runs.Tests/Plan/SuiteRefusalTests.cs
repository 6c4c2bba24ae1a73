using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Tests.Manifest;
using Cekura.Manifests.Tests.Suites;
using Cekura.Runs.Plan;

namespace Cekura.Runs.Tests.Plan;

/// <summary>Where in the file a refusal of the service points to.</summary>
public sealed class SuiteRefusalTests
{
    // Columns: the first test case is at 4, its personality at 48, its test profile at 68; the second test case is at 4 of line 3.
    private const string Two = """
        { "version": "1", "scenarios": [
           { "name": "A", "instructions": "Ask.", "personality": 3, "test_profile": 20, "metrics": ["polite"] },
           { "name": "B", "instructions": "Ask." } ] }
        """;

    [Theory]
    [InlineData("scenarios[0]", "A", "", "2,4")]
    [InlineData("scenarios[0].metrics[0]", "A", "metrics[0]", "2,93")]
    [InlineData("spec.scenarios[0].metrics", "A", "metrics", "2,92")]
    [InlineData("scenarios[0].nothing.like.it", "A", "nothing.like.it", "2,4")]
    [InlineData("scenarios[1].name", "B", "name", "3,14")]
    [InlineData("scenarios[2].name", null, null, null)]
    [InlineData("scenarios[-1].name", null, null, null)]
    [InlineData("scenarios[9999999999].name", null, null, null)]
    [InlineData("scenarios", null, null, null)]
    [InlineData("other.scenarios[0].name", null, null, null)]
    public void A_location_is_read_as_the_service_writes_it(string location, string? named, string? path, string? place)
    {
        var refusal = SuiteRefusal.Of(
            Refused((location, ["It is wrong.", "Twice."])),
            Batch("""{ "agent": 12, "suites": [ "s.tests.json" ] }""")
        );

        if (named is null)
        {
            Assert.Null(refusal);
            return;
        }

        var (scenarioCase, problems) = Assert.Single(refusal!.Problems);
        Assert.Equal(named, scenarioCase.ScenarioName);
        Assert.Equal(["It is wrong.", "Twice."], problems.Select(problem => problem.Text));
        Assert.All(problems, problem => Assert.Equal((path, $"{Suite.Path}({place})"), (problem.Path, problem.Location.ToString())));
        Assert.Equal(named == "A" ? ["B"] : ["A"], refusal.Rest!.Cases.Select(one => one.ScenarioName));
    }

    [Theory]
    [InlineData("3", "20", "2,58", "2,77")]
    [InlineData("7", "21", "2,4", "2,4")]
    public void What_the_manifest_put_in_points_to_the_test_case(string personality, string profile, string first, string second)
    {
        var batch = Batch(
            $$"""{ "agent": 12, "personalities": [ {{personality}} ], "test_profiles": [ {{profile}} ], "suites": [ "s.tests.json" ] }"""
        );

        var problems = SuiteRefusal
            .Of(Refused(("scenarios[0].personality", ["No."]), ("scenarios[0].test_profile", ["No."])), batch)!
            .Problems.Single()
            .Value;

        Assert.Equal([$"{Suite.Path}({first})", $"{Suite.Path}({second})"], problems.Select(problem => problem.Location.ToString()));
    }

    [Fact]
    public void A_test_case_without_a_personality_has_none_to_point_to() =>
        Assert.Equal(
            $"{Suite.Path}(3,4)",
            SuiteRefusal
                .Of(
                    Refused(("scenarios[1].personality", ["No."])),
                    Batch("""{ "agent": 12, "personalities": [ 3 ], "suites": [ "s.tests.json" ] }""")
                )!
                .Problems.Single()
                .Value[0]
                .Location.ToString()
        );

    [Fact]
    public void When_all_test_cases_are_named_nothing_is_left()
    {
        var batch = Batch("""{ "agent": 12, "suites": [ "s.tests.json" ] }""");

        var refusal = SuiteRefusal.Of(Refused(("scenarios[0].name", ["No."]), ("scenarios[1].name", ["No."])), batch)!;

        Assert.Equal(2, refusal.Problems.Count);
        Assert.Null(refusal.Rest);
    }

    [Fact]
    public void Scenarios_of_the_service_have_no_file_to_point_to() =>
        Assert.Null(
            SuiteRefusal.Of(
                Refused(("scenarios[0].name", ["No."])),
                RunPlan.For(CaseMatrix.Expand(Reading.Manifest("""{ "scenarios": [ { "id": 1 } ] }"""), new())).Batches[0]
            )
        );

    private static StartBatch Batch(string manifest) =>
        Assert.Single(RunPlan.For(SuiteMatrix.Expand(Suite.Of(Two), Reading.Manifest(manifest), new())).Batches);

    private static CekuraValidationException Refused(params (string Location, string[] Messages)[] errors) =>
        new("x")
        {
            StatusCode = 400,
            Errors = errors.ToDictionary(error => error.Location, error => (IReadOnlyList<string>)error.Messages),
        };
}
