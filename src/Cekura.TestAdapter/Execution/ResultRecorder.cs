using Cekura.Runs;
using Cekura.Runs.Plan;
using Cekura.Runs.TestProjects;
using Cekura.Runs.Verdict;
using Cekura.TestAdapter.Mapping;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;

namespace Cekura.TestAdapter.Execution;

/// <summary>Passes what happens to cases on to the test platform, each result the moment it is final.</summary>
internal sealed class ResultRecorder(
    ITestExecutionRecorder recorder, IReadOnlyDictionary<ScenarioCase, TestCase> tests, TestResultMapper mapper, IProjectHost host) : ICaseListener
{
    public void Started(ScenarioCase scenarioCase) => recorder.RecordStart(tests[scenarioCase]);

    public async Task FinishedAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        var result = await mapper.ToTestResultAsync(tests[scenarioCase], scenarioCase, verdict).ConfigureAwait(false);
        recorder.RecordEnd(tests[scenarioCase], result.Outcome);
        recorder.RecordResult(result);
    }

    public void Message(MessageSeverity severity, string text) => host.Say(severity, text);
}
