using Cekura.Runs;
using Cekura.Runs.Plan;
using Cekura.Runs.TestProjects;
using Cekura.Runs.Verdict;
using Cekura.TestAdapter.Mapping;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;

namespace Cekura.TestAdapter.Execution;

/// <summary>
/// Passes what happens to cases on to the test platform, each result the moment it is final. The platform searches the tests in progress for
/// every result, and sends all of them along with every few, so of many cases that are started at once it hears of some at a time.
/// </summary>
internal sealed class ResultRecorder(
    ITestExecutionRecorder recorder, IReadOnlyDictionary<ScenarioCase, TestCase> tests, TestResultMapper mapper, IProjectHost host) : ICaseListener
{
    /// <summary>How many tests are in progress for the platform.</summary>
    public const int MostInProgress = 50;

    private readonly Lock _gate = new();
    private readonly HashSet<ScenarioCase> _inProgress = [];
    private readonly HashSet<ScenarioCase> _waiting = [];
    private readonly Queue<ScenarioCase> _order = new();

    public void Started(ScenarioCase scenarioCase)
    {
        lock (_gate)
        {
            if (_inProgress.Count < MostInProgress)
            {
                Begin(scenarioCase);
            }
            else if (_waiting.Add(scenarioCase))
            {
                _order.Enqueue(scenarioCase);
            }
        }
    }

    public Task FinishedAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        var result = mapper.ToTestResult(tests[scenarioCase], scenarioCase, verdict);
        lock (_gate)
        {
            if (_waiting.Remove(scenarioCase))
            {
                Begin(scenarioCase);
            }

            _inProgress.Remove(scenarioCase);
            recorder.RecordEnd(tests[scenarioCase], result.Outcome);
            recorder.RecordResult(result);
            BeginNext();
        }

        return Task.CompletedTask;
    }

    public void Message(MessageSeverity severity, string text) => host.Say(severity, text);

    private void BeginNext()
    {
        while (_inProgress.Count < MostInProgress && _order.TryDequeue(out var next))
        {
            // Some that waited have finished meanwhile.
            if (_waiting.Remove(next))
            {
                Begin(next);
            }
        }
    }

    private void Begin(ScenarioCase scenarioCase)
    {
        _inProgress.Add(scenarioCase);
        recorder.RecordStart(tests[scenarioCase]);
    }
}
