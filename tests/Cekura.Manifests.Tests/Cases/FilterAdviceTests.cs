using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Tests.Manifest;
using Cekura.Manifests.Tests.Suites;

namespace Cekura.Manifests.Tests.Cases;

/// <summary>What is said of a filter that leaves nothing, and when it is left to other tests.</summary>
public sealed class FilterAdviceTests
{
    private static readonly IReadOnlyList<ScenarioCase> Cases = CaseMatrix.Expand(
        Reading.Manifest(
            """
            { "name": "S", "test_profiles": [ { "id": 20, "name": "Maria" } ], "scenarios": [ { "id": 101, "name": "Book", "tags": ["smoke"] }, { "id": 102, "name": "Cancel" } ] }
            """
        ),
        new CekuraSettings()
    );

    [Theory]
    [InlineData("Mode=email", "No test has Mode \"email\". There is: \"text\".")]
    [InlineData("Mode~email", "No test has Mode with \"email\". There is: \"text\".")]
    [InlineData("Personality=Calm", "No test has any Personality.")]
    [InlineData("FullyQualifiedName=Cancle", "No test has FullyQualifiedName \"Cancle\". Did you mean \"Cancel\"?")]
    [InlineData("Scenario~Boook", "No test has Scenario with \"Boook\". Did you mean \"Book\"?")]
    [InlineData("TestProfile=nobody at all", "No test has TestProfile \"nobody at all\". There are: \"Maria\", \"20\".")]
    [InlineData("Folder=Booking&Mode=text", "No test has any Folder.")]
    public void The_nearest_value_or_all_of_them_are_named(string filter, string advice) =>
        Assert.Equal(advice, FilterExpression.Parse(filter).Advice(Cases));

    [Theory]
    [InlineData(5, "\"Scenario 5\", \"5\".")]
    [InlineData(6, "\"Scenario 5\", \"5\", ….")]
    public void Ten_values_are_named_at_most(int scenarios, string end)
    {
        var entries = string.Join(',', Enumerable.Range(1, scenarios).Select(id => $$"""{ "id": {{id}} }"""));
        var cases = CaseMatrix.Expand(Reading.Manifest($$"""{ "scenarios": [ {{entries}} ] }"""), new());

        var advice = FilterExpression.Parse("Scenario=something else").Advice(cases);

        Assert.StartsWith("No test has Scenario \"something else\". There are: \"Scenario 1\", \"1\", ", advice, StringComparison.Ordinal);
        Assert.EndsWith(end, advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Calculator", true, true)]
    [InlineData("Calculator", false, true)]
    [InlineData("FullyQualifiedName=S.Bok.Own_personality", false, false)]
    [InlineData("Name=Adds", true, true)]
    [InlineData("DisplayName=Adds", true, true)]
    [InlineData("TestCategory=unit", true, true)]
    [InlineData("testcategory=unit", true, true)]
    [InlineData("Name=Adds", false, false)]
    [InlineData("DisplayName=Adds", false, false)]
    [InlineData("TestCategory=unit", false, false)]
    [InlineData("TestCategory=smokes", true, false)]
    [InlineData("Mode=email", true, false)]
    [InlineData("Calculator&Mode=email", true, false)]
    [InlineData("Calculator&Boook", true, true)]
    [InlineData("Name=Book&Name=Cancel", true, false)]
    [InlineData("Name~oo&Name~anc", true, false)]
    public void A_filter_is_for_others_that_asks_nothing_only_ours_have_and_nothing_nearly_ours(
        string filter,
        bool hasOthers,
        bool isForOthers
    )
    {
        var expression = FilterExpression.Parse(filter);

        Assert.DoesNotContain(Cases, expression.Matches);
        Assert.Equal(isForOthers, expression.IsForOthers(Cases, hasOthers));
    }

    [Fact]
    public void Where_no_test_has_a_property_a_filter_by_it_is_for_others_and_a_part_of_a_value_is_not_the_nearest()
    {
        var cases = CaseMatrix.Expand(Reading.Manifest("""{ "scenarios": [ { "id": 1, "folder": "Booking.Late" } ] }"""), new());

        Assert.True(FilterExpression.Parse("TestCategory=unit").IsForOthers(cases, hasOthers: true));
        Assert.Equal("No test has Folder \"Lat\". There is: \"Booking.Late\".", FilterExpression.Parse("Folder=Lat").Advice(cases));
        Assert.Equal("No test has Folder with \"Laet\". Did you mean \"Late\"?", FilterExpression.Parse("Folder~Laet").Advice(cases));
    }

    [Fact]
    public void A_test_case_of_a_suite_is_found_by_its_name_and_key()
    {
        var cases = SuiteMatrix.Expand(
            Suite.Of(
                """
                { "version": "1", "scenarios": [ { "name": "Gift", "key": "gift-1", "instructions": "", "personality": 3 }, { "name": "Late", "instructions": "" } ] }
                """
            ),
            manifest: null,
            new CekuraSettings { AgentId = 1 }
        );

        Assert.Equal("Gift", Only("Scenario=gift-1"));
        Assert.Equal("Gift", Only("Scenario=Gift"));
        Assert.Equal("Late", Only("Scenario=Late"));
        Assert.Equal("Gift", Only("Personality=3"));
        Assert.Equal("Late", Only("Personality=Default personality"));
        Assert.Equal([1L], cases.Select(scenarioCase => scenarioCase.AgentId!.Value).Distinct());
        Assert.DoesNotContain(cases, FilterExpression.Parse("Scenario=0").Matches);
        Assert.All(cases, scenarioCase => Assert.Null(scenarioCase.ServiceId));
        Assert.Equal([101L, 102L], Cases.Select(scenarioCase => scenarioCase.ServiceId!.Value));

        string Only(string filter) => Assert.Single(cases, FilterExpression.Parse(filter).Matches).ScenarioName;
    }
}
