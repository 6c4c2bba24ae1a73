using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Listening;
using Cekura.Runs.Verdict;
using Cekura.TestHost;
using Cekura.TestingPlatform.Mapping;

namespace Cekura.TestingPlatform.Execution;

/// <summary>Passes what happens to cases on to the platform, each the moment it happens.</summary>
internal sealed class NodeListener(
    NodePublisher publisher,
    NodeMapper mapper,
    CaseResults results,
    IProjectHost host,
    ProgressLine? progress
) : ICaseListener
{
    public void Started(ScenarioCase scenarioCase)
    {
        progress?.Started(scenarioCase);
        publisher.Publish(mapper.InProgress(scenarioCase));
    }

    public Task FinishedAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        progress?.Finished(scenarioCase, verdict);
        publisher.Publish(mapper.Finished(scenarioCase, results.Of(scenarioCase, verdict)));
        return Task.CompletedTask;
    }

    public void Message(MessageSeverity severity, string text) => host.Say(severity, text);
}
