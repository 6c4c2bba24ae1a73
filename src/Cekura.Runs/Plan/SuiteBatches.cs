using Cekura.Manifests.Cases;
using Cekura.Manifests.Suites;

namespace Cekura.Runs.Plan;

/// <summary>Cuts the selected test cases of a suite into requests that the service takes: 200 entries and 1 MB each.</summary>
internal static class SuiteBatches
{
    /// <summary>Largest spec, in bytes of UTF-8. The service says 1 MB; this is the smaller of the two readings, less the frame.</summary>
    public const int MaxBytes = 1_000_000 - 4096;

    public static IEnumerable<StartBatch> Cover(IReadOnlyList<ScenarioCase> cases)
    {
        var next = new List<ScenarioCase>();
        var size = 0;
        foreach (var scenarioCase in cases)
        {
            // An entry that is too large by itself travels alone, so that only its own start fails.
            var bytes = SuiteSpec.Size(scenarioCase);
            if (next.Count > 0 && (next.Count == SuiteReader.MaxTestCases || size + bytes > MaxBytes))
            {
                yield return Batch(next);
                next = [];
                size = 0;
            }

            next.Add(scenarioCase);
            size += bytes;
        }

        if (next.Count > 0)
        {
            yield return Batch(next);
        }
    }

    private static StartBatch Batch(List<ScenarioCase> cases) =>
        new()
        {
            Mode = cases[0].Mode,
            AgentId = cases[0].AgentId,
            Frequency = 1,
            Options = cases[0].Options,
            ScenarioIds = [],
            PersonalityIds = [],
            TestProfileIds = [],
            Cases = cases,
        };
}
