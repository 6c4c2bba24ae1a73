using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Listening;
using Cekura.Runs.Verdict;
using Cekura.TestAdapter.Mapping;
using Cekura.TestHost;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;

namespace Cekura.TestAdapter.Execution;

/// <summary>
/// Passes what happens to cases on to the test platform, each result the moment it is final. The platform searches the tests in progress
/// for every result, and sends all of them along with every few, so of many cases that are started at once it hears of some at a time.
/// </summary>
/// <param name="recorder">The platform.</param>
/// <param name="testOf">Makes or finds its test for a case.</param>
/// <param name="mapper">Makes results of verdicts.</param>
/// <param name="host">Passes words on.</param>
/// <param name="mostInProgress">How many tests are in progress for the platform.</param>
internal sealed class ResultRecorder(
    ITestExecutionRecorder recorder,
    Func<ScenarioCase, TestCase> testOf,
    TestResultMapper mapper,
    IProjectHost host,
    int mostInProgress
) : ICaseListener
{
    /// <summary>For an explorer, which shows them as running.</summary>
    public const int InExplorer = 50;

    /// <summary>For a console, which shows none; when a test host crashes, its tests in progress are named.</summary>
    public const int InConsole = 8;

    private readonly Lock _gate = new();
    private readonly Dictionary<ScenarioCase, TestCase> _inProgress = [];
    private readonly HashSet<ScenarioCase> _waiting = [];
    private readonly Queue<ScenarioCase> _order = new();

    public void Started(ScenarioCase scenarioCase)
    {
        lock (_gate)
        {
            if (_inProgress.Count < mostInProgress)
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
        var test = Begun(scenarioCase);
        var results = mapper.ToTestResults(test, scenarioCase, verdict);
        lock (_gate)
        {
            _inProgress.Remove(scenarioCase);
            recorder.RecordEnd(test, results[0].Outcome);
            foreach (var result in results)
            {
                recorder.RecordResult(result);
            }

            BeginNext();
        }

        return Task.CompletedTask;
    }

    public void Message(MessageSeverity severity, string text) => host.Say(severity, text);

    private TestCase Begun(ScenarioCase scenarioCase)
    {
        lock (_gate)
        {
            if (_waiting.Remove(scenarioCase))
            {
                Begin(scenarioCase);
            }

            return _inProgress.GetValueOrDefault(scenarioCase) ?? testOf(scenarioCase);
        }
    }

    private void BeginNext()
    {
        while (_inProgress.Count < mostInProgress && _order.TryDequeue(out var next))
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
        var test = testOf(scenarioCase);
        _inProgress[scenarioCase] = test;
        recorder.RecordStart(test);
    }
}
