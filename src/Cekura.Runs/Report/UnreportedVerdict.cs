using Cekura.Runs.Plan;

namespace Cekura.Runs.Report;

/// <summary>What is said of a verdict that was on its way when something broke that nobody foresaw: a case never gets two.</summary>
internal static class UnreportedVerdict
{
    public static void Say(ICaseListener listener, ScenarioCase scenarioCase, Exception unforeseen) =>
        listener.Message(MessageSeverity.Error, $"{scenarioCase.DisplayName}: an unexpected error while its verdict was reported, {unforeseen.GetType().Name}: {unforeseen.Message}");
}
