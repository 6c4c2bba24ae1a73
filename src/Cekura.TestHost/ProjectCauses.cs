using Cekura.Manifests.Cases;
using Cekura.Reports.Summary;
using Cekura.Runs.Causes;
using Cekura.Runs.Listening;
using Cekura.Runs.Verdict;

namespace Cekura.TestHost;

/// <summary>Groups the failures of a run by their cause, for the words at its end.</summary>
internal sealed class ProjectCauses : IReportStep
{
    private readonly Lock _gate = new();
    private readonly CauseGroups _groups = new();
    private int _tests;
    private int _failed;

    /// <param name="cases">What is going to run, in the order of the plan.</param>
    public ProjectCauses(IEnumerable<ScenarioCase> cases)
    {
        foreach (var scenarioCase in cases)
        {
            _groups.Expect(scenarioCase);
        }
    }

    /// <summary>The recap; none when no test failed.</summary>
    public IReadOnlyList<string> Recap
    {
        get
        {
            lock (_gate)
            {
                return CauseRecap.Lines(_groups, _failed, _tests);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<CaseVerdict> ApplyAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        lock (_gate)
        {
            _tests++;
            _failed += verdict.Outcome == Outcome.Failed ? 1 : 0;
            // Why nothing at all was started has been said already, once and in full.
            if (verdict.Outcome != Outcome.Passed && !verdict.IsRefused)
            {
                _groups.Add(scenarioCase, verdict);
            }
        }

        return ValueTask.FromResult(verdict);
    }
}
