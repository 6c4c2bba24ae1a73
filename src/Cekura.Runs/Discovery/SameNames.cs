using Cekura.Runs.Manifest;
using Cekura.Runs.Plan;

namespace Cekura.Runs.Discovery;

/// <summary>Names are unique within a manifest or suite; two of them in one project can still collide.</summary>
internal static class SameNames
{
    /// <summary>Reports the first collision of each two suites: the platform would take two tests for one.</summary>
    public static void Report(IReadOnlyList<DiscoveredSuite> suites, ICollection<ManifestDiagnostic> problems)
    {
        if (suites.Count < 2)
        {
            return;
        }

        var first = new Dictionary<string, ScenarioCase>(StringComparer.OrdinalIgnoreCase);
        foreach (var suite in suites)
        {
            var collision = suite.Cases.FirstOrDefault(scenarioCase => first.ContainsKey(scenarioCase.FullyQualifiedName));
            if (collision is not null)
            {
                problems.Add(new ManifestDiagnostic(
                    DiagnosticCodes.SameTestName,
                    DiagnosticSeverity.Error,
                    $"The test {collision.FullyQualifiedName} is already at {first[collision.FullyQualifiedName].Location}. "
                    + "Give one of the two manifests or suites another \"name\".",
                    collision.Location));
            }

            foreach (var scenarioCase in suite.Cases)
            {
                first.TryAdd(scenarioCase.FullyQualifiedName, scenarioCase);
            }
        }
    }
}
