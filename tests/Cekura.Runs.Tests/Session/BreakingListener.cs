using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Listening;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Tests.Session;

/// <summary>Breaks, as no listener may, when a case of this name finishes.</summary>
internal sealed class BreakingListener(Heard heard, string name) : ICaseListener
{
    public void Started(ScenarioCase scenarioCase) => heard.Started(scenarioCase);

    public Task FinishedAsync(ScenarioCase scenarioCase, CaseVerdict verdict) =>
        scenarioCase.DisplayName == name
            ? throw new InvalidOperationException("The disk is on fire.")
            : heard.FinishedAsync(scenarioCase, verdict);

    public void Message(MessageSeverity severity, string text) => heard.Message(severity, text);
}
