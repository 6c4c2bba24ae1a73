using Cekura.Client;
using Cekura.Runs.Plan;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Watch;

/// <summary>
/// Puts the runs of one result together into its cases. The start answer does not say which personality a run has, so a run finds
/// its case when it is read in full: by scenario, then by personality and profile where the request asked for them.
/// </summary>
internal sealed class CaseAssembly(StartBatch batch, StartedResult started)
{
    private readonly SuiteRuns? _suite = batch.IsSuite ? new SuiteRuns(batch, started) : null;
    private readonly Dictionary<ScenarioCase, List<RunVerdict>> _open = batch.Cases.ToDictionary(c => c, _ => new List<RunVerdict>());
    private readonly ILookup<long, ScenarioCase> _byScenario = batch.Cases.ToLookup(scenarioCase => scenarioCase.ScenarioId);

    private readonly List<RunSighting> _strays = [];

    /// <summary>Cases that still lack runs, with the verdicts they have so far.</summary>
    public IEnumerable<KeyValuePair<ScenarioCase, List<RunVerdict>>> Open => _open;

    /// <summary>Whether a case still lacks runs.</summary>
    public bool IsOpen(ScenarioCase scenarioCase) => _open.ContainsKey(scenarioCase);

    /// <summary>The case that a run belongs to; null when none is left that it could belong to.</summary>
    public ScenarioCase? CaseOf(Run run)
    {
        if (_suite is not null)
        {
            return _suite.CaseOf(run, _open.Keys);
        }

        if (run.ScenarioId is not { } id)
        {
            return null;
        }

        return _byScenario[id].FirstOrDefault(scenarioCase => HasPersonality(run, scenarioCase) && HasProfile(run, scenarioCase) && IsOpen(scenarioCase))
            ?? (run.PersonalityId is null && _byScenario[id].Where(IsOpen).Take(2).ToList() is [var only] ? only : null);
    }

    /// <summary>Keeps a run that could not be read in full, and so does not say whose it is. One that was read and fits no case is nobody's.</summary>
    public void KeepUnread(RunSighting stray)
    {
        if (stray.State != SettledState.Settled && stray.Run.PersonalityId is null)
        {
            _strays.Add(stray);
        }
    }

    /// <summary>Takes kept runs of the case's scenario, as many as the case lacks: nobody can tell them apart, and what is to be said is the same of each.</summary>
    public IReadOnlyList<RunSighting> Strays(ScenarioCase scenarioCase)
    {
        var taken = _strays.Where(stray => ScenarioOf(stray.Run) == scenarioCase.ScenarioId).Take(scenarioCase.Frequency - _open[scenarioCase].Count).ToList();
        _strays.RemoveAll(taken.Contains);
        return taken;
    }

    /// <summary>Adds a run's verdict; answers all verdicts of the case when it was the last one.</summary>
    public IReadOnlyList<RunVerdict>? Add(ScenarioCase scenarioCase, RunVerdict verdict)
    {
        var verdicts = _open[scenarioCase];
        verdicts.Add(verdict);
        return verdicts.Count < scenarioCase.Frequency ? null : Close(scenarioCase);
    }

    /// <summary>Takes a case out, complete or not; repetitions are numbered by ascending run id.</summary>
    public IReadOnlyList<RunVerdict> Close(ScenarioCase scenarioCase)
    {
        _open.Remove(scenarioCase, out var verdicts);
        return [.. verdicts!.OrderBy(verdict => verdict.Run?.Id ?? long.MaxValue)];
    }

    private long? ScenarioOf(Run run) => run.ScenarioId ?? started.Runs.FirstOrDefault(other => other.Id == run.Id)?.ScenarioId;

    private static bool HasPersonality(Run run, ScenarioCase scenarioCase) =>
        scenarioCase.PersonalityId is null
        || (run.PersonalityId is { } id
            ? id == scenarioCase.PersonalityId
            : string.Equals(run.PersonalityName, scenarioCase.PersonalityName, StringComparison.OrdinalIgnoreCase));

    private static bool HasProfile(Run run, ScenarioCase scenarioCase) =>
        scenarioCase.TestProfileId is null || run.TestProfileId is null || run.TestProfileId == scenarioCase.TestProfileId;
}
