using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Runs.Plan;

namespace Cekura.Runs.Watch;

/// <summary>
/// Finds the test cases of the runs of a suite. Their scenarios are temporary, so their ids say nothing: what counts is the name,
/// then the personality where it is known, then the order of the spec that was sent.
/// </summary>
internal sealed class SuiteRuns
{
    private readonly Dictionary<long, ScenarioCase> _expected = [];

    public SuiteRuns(StartBatch batch, StartedResult started)
    {
        // An answer without names leaves only the order.
        var named = started.Runs.Any(run => run.ScenarioName is not null);
        foreach (var cases in batch.Cases.GroupBy(scenarioCase => named ? scenarioCase.ScenarioName : null))
        {
            Expect(cases, [.. started.Runs.Where(run => run.ScenarioName == cases.Key)]);
        }
    }

    /// <summary>The case that a run belongs to; null when none of the open ones fits.</summary>
    public ScenarioCase? CaseOf(Run run, IEnumerable<ScenarioCase> open)
    {
        var expected = _expected.GetValueOrDefault(run.Id);
        var fitting = open.Where(scenarioCase => Fits(run, scenarioCase, expected)).ToList();
        var sure = fitting.Where(scenarioCase => IsSure(run, scenarioCase)).ToList();
        var candidates = sure.Count > 0 ? sure : fitting;
        return candidates.Find(scenarioCase => scenarioCase == expected) ?? candidates.FirstOrDefault();
    }

    // One temporary scenario is one test case, and they are made in the order of the spec.
    private void Expect(IEnumerable<ScenarioCase> cases, List<StartedRun> runs)
    {
        var order = runs.Select(run => run.ScenarioId).Distinct().ToList();
        using var next = runs.OrderBy(run => order.IndexOf(run.ScenarioId)).ThenBy(run => run.Id).GetEnumerator();
        foreach (var scenarioCase in cases)
        {
            for (var repetition = 0; repetition < scenarioCase.Frequency && next.MoveNext(); repetition++)
            {
                _expected[next.Current.Id] = scenarioCase;
            }
        }
    }

    private static bool Fits(Run run, ScenarioCase scenarioCase, ScenarioCase? expected) =>
        (run.ScenarioName is { } name ? name == scenarioCase.ScenarioName : scenarioCase == expected)
        && !RunsByCase.NamesAnother(run, scenarioCase)
        && (run.PersonalityId is null || scenarioCase.PersonalityId is null || run.PersonalityId == scenarioCase.PersonalityId)
        && (run.TestProfileId is null || scenarioCase.TestProfileId is null || run.TestProfileId == scenarioCase.TestProfileId);

    private static bool IsSure(Run run, ScenarioCase scenarioCase) =>
        run.PersonalityId is { } id
            ? id == scenarioCase.PersonalityId
            : run.PersonalityName is { } name && string.Equals(name, scenarioCase.PersonalityName, StringComparison.OrdinalIgnoreCase);
}
