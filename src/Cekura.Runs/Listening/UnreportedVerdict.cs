using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Listening;

/// <summary>What is said of a verdict that was on its way when something broke that nobody foresaw: a case never gets two.</summary>
internal static class UnreportedVerdict
{
    public static void Say(ICaseListener listener, ScenarioCase scenarioCase, Exception unforeseen, CaseVerdict? verdict = null)
    {
        var known = verdict is null ? "" : $" It is: {verdict.Outcome.ToString().ToLowerInvariant()}{(verdict.Message is { } message ? $", {message.Split('\n', 2)[0]}" : "")}";
        listener.Message(MessageSeverity.Error, $"{scenarioCase.DisplayName}: an unexpected error while its verdict was reported, {unforeseen.GetType().Name}: {unforeseen.Message}{known}");
    }
}
