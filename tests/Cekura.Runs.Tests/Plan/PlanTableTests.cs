using Cekura.Manifests.Cases;
using Cekura.Manifests.Discovery;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Tests.Manifest;
using Cekura.Manifests.Tests.Suites;
using Cekura.Runs.Plan;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Plan;

public sealed class PlanTableTests
{
    private static readonly CekuraSettings Settings = new();

    [Fact]
    public Task A_project_with_a_manifest_and_a_suite_of_which_a_filter_leaves_a_part()
    {
        var manifest = Reading.Manifest(
            """
            { "name": "Appointments", "agent": 12, "personalities": [{ "id": 3, "name": "Calm" }, { "id": 7, "name": "In a hurry" }], "scenarios": [
              { "id": 101, "name": "Book an appointment", "folder": "Booking" },
              { "id": 102, "name": "Reschedule", "frequency": 5, "pass_at_least": 4, "mode": "voice", "personalities": [7] },
              { "id": 103, "name": "Cancel\nnow", "skip": "waiting for the calendar", "personalities": [] },
              { "id": 104, "name": "Left out" } ] }
            """
        );
        var suite = Suite.Of(Suite.Case("\"tags\": [\"smoke\"]"));
        DiscoveredSuite[] suites =
        [
            new(manifest.Name, CaseMatrix.Expand(manifest, Settings)),
            new(suite.Name, SuiteMatrix.Expand(suite, manifest, Settings)),
        ];

        return Verifier.Verify(Render(suites, scenarioCase => scenarioCase.ScenarioName != "Left out"));
    }

    [Fact]
    public void Nothing_left() =>
        Assert.Equal(
            "0 of 1 case, 0 runs, 0 requests",
            Render([new("S", CaseMatrix.Expand(Reading.Manifest("""{ "scenarios": [{ "id": 1 }] }"""), Settings))], _ => false)
        );

    [Fact]
    public void Stated_prices_stand_in_a_column_and_what_has_none_is_said()
    {
        var manifest = Reading.Manifest(
            """{ "name": "S", "scenarios": [{ "id": 1, "name": "A", "frequency": 3 }, { "id": 2, "name": "B", "mode": "voice" }] }"""
        );

        var text = Render([new("S", CaseMatrix.Expand(manifest, Settings))], _ => true, RunPrices.Parse(["text=0.05"]));

        Assert.Contains("1 scenario x 3 times  text   3     0.15", text, StringComparison.Ordinal);
        Assert.Contains("1 scenario            voice  1     unknown", text, StringComparison.Ordinal);
        Assert.Equal(
            "2 cases, 4 runs, 2 requests, estimated cost at least 0.15 (1 run has no price; CostPerRun states one)",
            text.Split('\n')[^1]
        );
    }

    [Fact]
    public void A_long_name_is_cut_to_sixty_characters_and_the_columns_stay()
    {
        var manifest = Reading.Manifest(
            $$"""{ "name": "S", "scenarios": [{ "id": 1, "name": "{{new string('a', 60)}}" }, { "id": 2, "name": "{{new string('b', 61)}}" }] }"""
        );

        var lines = Render([new("S", CaseMatrix.Expand(manifest, Settings))], _ => true).Split('\n');

        Assert.Contains($"  {new string('a', 60)}  Own personality  text  1", lines);
        Assert.Contains($"  {new string('b', 57)}...  Own personality  text  1", lines);
        Assert.Contains("  S      2 scenarios  text  2", lines);
    }

    private static string Render(IReadOnlyList<DiscoveredSuite> suites, Func<ScenarioCase, bool> isSelected, RunPrices? prices = null) =>
        string.Join(
            '\n',
            PlanTable.Render(
                suites,
                isSelected,
                CostEstimate.Stated(
                    suites.Select(suite => (suite.Name, RunPlan.For([.. suite.Cases.Where(isSelected)]))),
                    prices ?? RunPrices.None
                )
            )
        );
}
