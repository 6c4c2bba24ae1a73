using System.Text.Json.Nodes;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Suites;

/// <summary>What is allowed in a suite and probably not meant. Shown when a project is built, not when tests are discovered.</summary>
internal static class SuiteLint
{
    private static readonly string[] EndingTools = ["end_call", "end_call_only_on_transfer"];

    /// <summary>Checks a suite without errors.</summary>
    /// <returns>Warnings, by position.</returns>
    public static IReadOnlyList<ManifestDiagnostic> Check(TestSuite suite)
    {
        ArgumentNullException.ThrowIfNull(suite);
        return [.. suite.Entries.SelectMany(Check)];
    }

    /// <summary>Checks what the test cases of a suite expect, which the service judges.</summary>
    public static IEnumerable<ManifestDiagnostic> CheckOutcomes(TestSuite suite) => suite.Entries.SelectMany(CheckOutcome);

    /// <summary>Checks what a test case expects, where a model judges it.</summary>
    public static IEnumerable<ManifestDiagnostic> CheckOutcome(SuiteEntry entry) =>
        OutcomeLines.Check(
            $"Test case {Quoted.Text(entry.Name)}",
            (string?)entry.ToJson()["expected_outcome"] ?? "",
            entry.Locate("expected_outcome")
        );

    private static IEnumerable<ManifestDiagnostic> Check(SuiteEntry entry)
    {
        var json = entry.ToJson();
        if (json["metrics"] is not JsonArray { Count: > 0 } && string.IsNullOrWhiteSpace((string?)json["expected_outcome"]))
        {
            yield return Warning(
                DiagnosticCodes.NothingMeasured,
                entry,
                "has neither metrics nor an expected outcome, so it would pass by merely completing. Add \"metrics\" or \"expected_outcome\"."
            );
        }

        if (!CanEndTheCall(json))
        {
            yield return Warning(
                DiagnosticCodes.CallerNeverEnds,
                entry,
                "has a caller that cannot end the conversation: it goes on until the agent ends it or time is up. "
                    + "Add \"tools\": [\"end_call\"], or <endcall /> to the last action of conditional actions."
            );
        }
    }

    private static bool CanEndTheCall(JsonObject json) =>
        (json["tools"] as JsonArray ?? []).Any(tool => EndingTools.Contains((string?)tool))
        || (json["conditional_actions"]?["conditions"] as JsonArray ?? []).Any(condition => EndsTheCall((string?)condition?["action"]));

    private static bool EndsTheCall(string? action) => action is not null && ActionTag.In(action).Any(tag => tag.Name == "endcall");

    private static ManifestDiagnostic Warning(string code, SuiteEntry entry, string message) =>
        new(code, DiagnosticSeverity.Warning, $"Test case {Quoted.Text(entry.Name)} {message}", entry.Location);
}
