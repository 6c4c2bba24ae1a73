using System.Text.Json.Nodes;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Tests.Manifest;
using Cekura.Manifests.Tests.Suites;
using Cekura.Runs.Plan;
using Cekura.Simulation;

namespace Cekura.Runs.Tests.Plan;

/// <summary>Two requests have one fingerprint when they start the same runs in the same way: then one is resumed for the other.</summary>
public sealed class BatchFingerprintTests
{
    private const string Suites = """{ "agent": 12, "suites": [ "refunds.tests.json" ] }""";

    [Fact]
    public void Requests_for_other_runs_have_others()
    {
        var one = SimulatedSession.Case(1);
        IReadOnlyList<ScenarioCase>[] selections =
        [
            [one],
            [one with { Mode = "voice" }],
            [one with { Mode = "sip" }],
            [one with { AgentId = 12 }],
            [one with { AgentId = 13 }],
            [one with { Frequency = 2 }],
            [one with { PersonalityId = 3 }],
            [one with { TestProfileId = 3 }],
            [one with { Options = new JsonObject { ["project_id"] = 1 } }],
            [one, SimulatedSession.Case(2)],
            [SimulatedSession.Case(2)],
            Suite12("\"tags\": []", Suites),
            Suite12("\"tags\": []", Suites.Replace("12", "13", StringComparison.Ordinal)),
            Suite12("\"tags\": []", Suites.Replace("{", "{ \"mode\": \"voice\",", StringComparison.Ordinal)),
            Suite12(
                "\"tags\": []",
                Suites.Replace("{", "{ \"options\": { \"text\": { \"mock_tool_names\": [\"a\"] } }, ", StringComparison.Ordinal)
            ),
            Suite12("\"language\": \"de\"", Suites),
        ];

        var prints = selections.SelectMany(cases => new[] { Of(cases, null), Of(cases, 4) }).ToList();

        Assert.All(prints, print => Assert.Matches("^[0-9a-f]{64}$", print));

        Assert.Equal(prints.Count, prints.Distinct().Count());
        Assert.Equal(prints, selections.SelectMany(cases => new[] { Of(cases, null), Of(cases, 4) }));
    }

    private static IReadOnlyList<ScenarioCase> Suite12(string properties, string manifest) =>
        SuiteMatrix.Expand(Suite.Of(Suite.Case(properties)), Reading.Manifest(manifest), new());

    private static string Of(IReadOnlyList<ScenarioCase> cases, int? limit) =>
        BatchFingerprint.Of(Assert.Single(RunPlan.For(cases).Batches), limit);
}
