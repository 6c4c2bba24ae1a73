using Cekura.Manifests.Cases;
using Cekura.Manifests.Modes;
using Cekura.Manifests.Suites;

namespace Cekura.Runs.Plan;

/// <summary>What cases must share to travel in one request.</summary>
/// <param name="Mode">Their mode.</param>
/// <param name="Agent">The agent under test.</param>
/// <param name="Options">The options that a request has for all of them.</param>
/// <param name="Suite">What the suite says of all its test cases; null for scenarios of the service.</param>
/// <param name="Rectangle">How often a request repeats them, and what it does not multiply them with.</param>
internal sealed record RequestKey(string Mode, string Agent, string Options, SuiteHead? Suite, string Rectangle)
{
    public static RequestKey Of(ScenarioCase scenarioCase, OptionTexts options) =>
        new(
            scenarioCase.Mode,
            PlanKey.Text(scenarioCase.AgentId),
            options.Of(scenarioCase),
            scenarioCase.SuiteEntry?.Head,
            scenarioCase.SuiteEntry is null ? RectangleOf(scenarioCase) : ""
        );

    private static string RectangleOf(ScenarioCase scenarioCase) =>
        string.Join(
            ' ',
            PlanKey.Text(scenarioCase.Frequency),
            scenarioCase.PersonalityId is null ? "own" : "given",
            scenarioCase.TestProfileId is null ? "own" : "given",
            ModeTable.Find(scenarioCase.Mode)!.MultipliesCallers ? "" : PlanKey.Caller(scenarioCase)
        );
}
