using Cekura.Runs.Discovery;
using Cekura.Runs.Plan;
using Cekura.Runs.Settings;
using Cekura.Runs.Suites;
using Cekura.Runs.Tests.Manifest;
using Cekura.Runs.Tests.Suites;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Plan;

public sealed class PlanTableTests
{
    private static readonly CekuraSettings Settings = new();

    [Fact]
    public Task A_project_with_a_manifest_and_a_suite_of_which_a_filter_leaves_a_part()
    {
        var manifest = Reading.Manifest("""
            { "name": "Appointments", "agent": 12, "personalities": [{ "id": 3, "name": "Calm" }, { "id": 7, "name": "In a hurry" }], "scenarios": [
              { "id": 101, "name": "Book an appointment", "folder": "Booking" },
              { "id": 102, "name": "Reschedule", "frequency": 5, "pass_at_least": 4, "mode": "voice", "personalities": [7] },
              { "id": 103, "name": "Cancel\nnow", "skip": "waiting for the calendar", "personalities": [] },
              { "id": 104, "name": "Left out" } ] }
            """);
        var suite = Suite.Of(Suite.Case("\"tags\": [\"smoke\"]"));
        DiscoveredSuite[] suites = [new(manifest.Name, CaseMatrix.Expand(manifest, Settings)), new(suite.Name, SuiteMatrix.Expand(suite, manifest, Settings))];

        return Verifier.Verify(Render(suites, scenarioCase => scenarioCase.ScenarioName != "Left out"));
    }

    [Fact]
    public void Nothing_left() =>
        Assert.Equal("0 of 1 case, 0 runs, 0 requests", Render([new("S", CaseMatrix.Expand(Reading.Manifest("""{ "scenarios": [{ "id": 1 }] }"""), Settings))], _ => false));

    private static string Render(IReadOnlyList<DiscoveredSuite> suites, Func<ScenarioCase, bool> isSelected) => string.Join('\n', PlanTable.Render(
        suites, isSelected, [.. suites.Select(suite => (suite.Name, RunPlan.For([.. suite.Cases.Where(c => c.Skip is null && isSelected(c))])))]));
}
