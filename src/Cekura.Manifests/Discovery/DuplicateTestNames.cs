using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Discovery;

/// <summary>Finds two tests of one manifest or suite that would have the same name, and says what tells them apart.</summary>
internal static class DuplicateTestNames
{
    /// <summary>The first two, as an error at the later one; null when every name stands once.</summary>
    public static ManifestDiagnostic? First(IReadOnlyList<ScenarioCase> cases) =>
        First(cases, scenarioCase => scenarioCase.FullyQualifiedName, _ => true);

    /// <param name="cases">The cases.</param>
    /// <param name="nameOf">The name of a case's test.</param>
    /// <param name="isAsked">Whether the later one of two is asked about.</param>
    public static ManifestDiagnostic? First(
        IReadOnlyList<ScenarioCase> cases,
        Func<ScenarioCase, string> nameOf,
        Func<ScenarioCase, bool> isAsked
    )
    {
        var names = new Dictionary<string, ScenarioCase>(cases.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var scenarioCase in cases)
        {
            if (!names.TryAdd(nameOf(scenarioCase), scenarioCase) && isAsked(scenarioCase))
            {
                return Problem(scenarioCase, names[nameOf(scenarioCase)]);
            }
        }

        return null;
    }

    /// <summary>A message of <see cref="First(IReadOnlyList{ScenarioCase})"/> in the words of attributes.</summary>
    public static string InCode(string message) =>
        message
            .Replace(", so nothing of this project starts", ", so this attribute starts nothing", StringComparison.Ordinal)
            .Replace("\"variant\": ", "Variant = ", StringComparison.Ordinal)
            .Replace("another \"name\", or", "another Name, or", StringComparison.Ordinal);

    private static ManifestDiagnostic Problem(ScenarioCase scenarioCase, ScenarioCase first)
    {
        var where = scenarioCase.Location == first.Location ? "comes twice out of this entry" : $"is already at {first.Location}";
        return new ManifestDiagnostic(
            DiagnosticCodes.SameNameInFile,
            DiagnosticSeverity.Error,
            $"The test {scenarioCase.FullyQualifiedName} {where}, so nothing of this project starts. {Advice(scenarioCase, first)}",
            scenarioCase.Location
        );
    }

    private static string Advice(ScenarioCase scenarioCase, ScenarioCase first)
    {
        if (scenarioCase.Location == first.Location)
        {
            return scenarioCase.PersonalityId != first.PersonalityId
                ? $"Give personality {PlanKey.Personality(first)} or {PlanKey.Personality(scenarioCase)} another \"name\" in the manifest."
                : $"Give test profile {PlanKey.TestProfile(first)} or {PlanKey.TestProfile(scenarioCase)} another \"name\" in the manifest.";
        }

        return scenarioCase.SuiteEntry is not null
            ? "Give this test case another \"name\", or its personality one of its own."
            : $"Write what tells this one apart: {Example(scenarioCase, first)}. Keep the other as it is, and its test keeps its name.";
    }

    private static string Example(ScenarioCase scenarioCase, ScenarioCase first) =>
        scenarioCase switch
        {
            _ when scenarioCase.ScenarioId != first.ScenarioId => $"another \"name\", or \"variant\": \"{PlanKey.Scenario(scenarioCase)}\"",
            _ when scenarioCase.Mode != first.Mode => $"\"variant\": \"{scenarioCase.Mode}\"",
            _ when scenarioCase.AgentId != first.AgentId && scenarioCase.AgentId is not null =>
                $"\"variant\": \"agent {PlanKey.Text(scenarioCase.AgentId)}\"",
            _ => "\"variant\": \"…\"",
        };
}
