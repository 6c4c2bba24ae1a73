using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Tests.Manifest;
using Cekura.Manifests.Tests.Suites;
using Cekura.Runs.Plan;

namespace Cekura.Runs.Tests.Plan;

/// <summary>What manifests and suites expand to, cut into requests.</summary>
public sealed class ExpandedPlanTests
{
    [Fact]
    public void One_scenario_with_two_agents_is_two_requests()
    {
        var cases = CaseMatrix.Expand(
            Reading.Manifest(
                """
                { "name": "S", "agent": 12, "personalities": [ { "id": 3, "name": "Calm" } ],
                  "scenarios": [ { "id": 1, "name": "Book" }, { "id": 1, "name": "Book, new agent", "agent": 13 } ] }
                """
            ),
            new CekuraSettings()
        );

        var batches = RunPlan.For(cases).Batches;

        Assert.Equal([12L, 13L], batches.Select(batch => batch.AgentId!.Value));
        Assert.NotEqual(BatchFingerprint.Of(batches[0], null), BatchFingerprint.Of(batches[1], null));
    }

    [Fact]
    public void A_plan_cuts_a_suite_into_200_entries_a_request()
    {
        var entries = string.Join(
            ',',
            Enumerable.Range(0, 150).Select(i => $$"""{ "name": "{{i}}", "instructions": "", "frequency": 2 }""")
        );
        var cases = SuiteMatrix.Expand(
            Suite.Of($$"""{ "version": "1", "scenarios": [{{entries}}] }"""),
            manifest: null,
            new CekuraSettings { AgentId = 1, PersonalityIds = [3, 7] }
        );

        var plan = RunPlan.For(cases);

        Assert.Equal([200, 100], plan.Batches.Select(batch => batch.Cases.Count));
        Assert.Equal("600 runs of 300 cases in 2 requests", plan.ToString());
    }

    [Fact]
    public void A_plan_cuts_a_suite_at_1_MB_counted_in_UTF_8()
    {
        var text = new string('ü', 100_000);
        var cases = SuiteMatrix.Expand(
            Suite.Of(
                $$"""{ "version": "1", "scenarios": [ { "name": "A", "instructions": "{{text}}" }, { "name": "B", "instructions": "{{text}}" } ] }"""
            ),
            manifest: null,
            new CekuraSettings { AgentId = 1, PersonalityIds = [1, 2, 3] }
        );

        Assert.Equal([4, 2], RunPlan.For(cases).Batches.Select(batch => batch.Cases.Count));
    }
}
