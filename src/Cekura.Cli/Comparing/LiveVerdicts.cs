using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Comparison;
using Cekura.Runs.Listening;
using Cekura.Runs.Verdict;

namespace Cekura.Cli.Comparing;

/// <summary>Keeps the verdicts of one side, one for each repetition of a test.</summary>
/// <param name="say">Hears what is said about the run as a whole.</param>
internal sealed class LiveVerdicts(Action<MessageSeverity, string> say) : ICaseListener
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (ScenarioCase Case, List<RunVerdict> Runs)> _tests = new(StringComparer.Ordinal);

    /// <summary>The tests in the order in which they first finished.</summary>
    public IReadOnlyList<SideTest> Tests
    {
        get
        {
            lock (_gate)
            {
                return [.. _tests.Values.Select(test => SideTest.Of(test.Case, test.Runs))];
            }
        }
    }

    public void Started(ScenarioCase scenarioCase) { }

    public Task FinishedAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        // One repetition has one verdict, else the next ones would be held against others than their own.
        var run = verdict.Runs is [.., var last]
            ? last
            : new RunVerdict
            {
                Outcome = Outcome.Failed,
                Rule = "",
                Message = verdict.Message ?? "",
                IsInfrastructure = true,
            };
        lock (_gate)
        {
            if (!_tests.TryGetValue(scenarioCase.FullyQualifiedName, out var test))
            {
                _tests[scenarioCase.FullyQualifiedName] = test = (scenarioCase, []);
            }

            test.Runs.Add(run);
        }

        return Task.CompletedTask;
    }

    public void Message(MessageSeverity severity, string text) => say(severity, text);
}
