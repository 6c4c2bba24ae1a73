using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Plan;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Watch;

/// <summary>
/// Puts the runs of one result together into its cases. The start answer does not say which personality a run has, so a run finds
/// its case when it is read in full: by scenario, then by personality and profile where the request asked for them.
/// </summary>
internal sealed class RunsByCase(StartBatch batch, StartedResult started)
{
    private readonly SuiteRuns? _suite = batch.IsSuite ? new SuiteRuns(batch, started) : null;
    private readonly Dictionary<ScenarioCase, List<RunVerdict>> _open = batch.Cases.ToDictionary(c => c, _ => new List<RunVerdict>());
    private readonly ILookup<long, ScenarioCase> _byScenario = batch.Cases.ToLookup(scenarioCase => scenarioCase.ScenarioId);

    private readonly List<SettledRun> _strays = [];

    /// <summary>Cases that still lack runs, with the verdicts they have so far.</summary>
    public IEnumerable<KeyValuePair<ScenarioCase, List<RunVerdict>>> Open => _open;

    /// <summary>Whether a case still lacks runs.</summary>
    public bool IsOpen(ScenarioCase scenarioCase) => _open.ContainsKey(scenarioCase);

    /// <summary>Whether no other case is without its verdict.</summary>
    public bool IsLast => _open.Count == 1;

    /// <summary>Whether a run of a case has passed.</summary>
    public bool HasPassed(ScenarioCase scenarioCase) => _open[scenarioCase].Exists(verdict => verdict.Outcome == Outcome.Passed);

    /// <summary>Whether a case lacks runs.</summary>
    public bool Lacks(ScenarioCase scenarioCase) => _open[scenarioCase].Count < scenarioCase.Frequency;

    /// <summary>
    /// The case that a run belongs to: one that lacks runs, else one that has more than it asked for; null when none is left that it could
    /// belong to.
    /// </summary>
    public ScenarioCase? CaseOf(Run run)
    {
        if (_suite is not null)
        {
            return _suite.CaseOf(run, [.. _open.Keys.Where(Lacks)]) ?? _suite.CaseOf(run, [.. _open.Keys]);
        }

        if (ScenarioOf(run) is not { } id)
        {
            return null;
        }

        var fitting = _byScenario[id]
            .Where(scenarioCase => IsOpen(scenarioCase) && HasPersonality(run, scenarioCase) && HasProfile(run, scenarioCase))
            .ToList();
        return fitting.Find(Lacks) ?? fitting.FirstOrDefault() ?? Only(run, id);
    }

    /// <summary>
    /// What a run is called while it is running. As a poll shows it, it names its caller by the service's own name, and a manifest may have
    /// another for the same one: where a scenario has one case only, it is that.
    /// </summary>
    public string NameOf(Run run) =>
        (CaseOf(run) ?? (ScenarioOf(run) is { } id && _byScenario[id].Take(2).ToList() is [var only] ? only : null))?.DisplayName
        ?? UntrustedText.Line(run.ScenarioName, 120);

    /// <summary>
    /// Keeps a run that could not be read in full, and so does not say whose it is. One that was read and fits no test belongs to none.
    /// </summary>
    /// <returns>Whether it was kept.</returns>
    public bool KeepUnread(SettledRun stray)
    {
        var isUnread =
            stray.State != WatchEnd.Settled
            && stray.Run is { PersonalityId: null } run
            && ScenarioOf(run) is { } id
            && _byScenario.Contains(id);
        if (isUnread)
        {
            _strays.Add(stray);
        }

        return isUnread;
    }

    /// <summary>
    /// Takes kept runs of the case's scenario, as many as the case lacks: they cannot be told apart, and what is to be said is the same of
    /// each.
    /// </summary>
    public IReadOnlyList<SettledRun> Strays(ScenarioCase scenarioCase)
    {
        var taken = _strays
            .Where(stray => ScenarioOf(stray.Run) == scenarioCase.ScenarioId)
            .Take(Math.Max(0, scenarioCase.Frequency - _open[scenarioCase].Count))
            .ToList();
        _strays.RemoveAll(taken.Contains);
        return taken;
    }

    /// <summary>Runs that were kept, and that no case has taken.</summary>
    public IReadOnlyList<SettledRun> Untaken => _strays;

    /// <summary>Adds a run's verdict; says whether the case has all that it asked for.</summary>
    public bool Add(ScenarioCase scenarioCase, RunVerdict verdict)
    {
        _open[scenarioCase].Add(verdict);
        return !Lacks(scenarioCase);
    }

    /// <summary>Takes a case out, complete or not; repetitions are numbered by ascending run id.</summary>
    public IReadOnlyList<RunVerdict> Close(ScenarioCase scenarioCase)
    {
        _open.Remove(scenarioCase, out var verdicts);
        return [.. verdicts!.OrderBy(verdict => verdict.Run?.Id ?? long.MaxValue)];
    }

    // A run that names no personality is the one that is missing, unless it names another caller.
    private ScenarioCase? Only(Run run, long scenarioId)
    {
        if (run.PersonalityId is not null)
        {
            return null;
        }

        var open = _byScenario[scenarioId]
            .Where(scenarioCase => IsOpen(scenarioCase) && !NamesAnother(run, scenarioCase) && HasProfile(run, scenarioCase))
            .ToList();
        var lacking = open.FindAll(Lacks);
        return (lacking.Count > 0 ? lacking : open) is [var only] ? only : null;
    }

    private long? ScenarioOf(Run run) => run.ScenarioId ?? started.Runs.FirstOrDefault(other => other.Id == run.Id)?.ScenarioId;

    private static bool HasPersonality(Run run, ScenarioCase scenarioCase) =>
        scenarioCase.PersonalityId is null
        || (
            run.PersonalityId is { } id
                ? id == scenarioCase.PersonalityId
                : string.Equals(run.PersonalityName, scenarioCase.PersonalityName, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Whether a run names another caller than the case, as far as the case knows the name of its own.</summary>
    public static bool NamesAnother(Run run, ScenarioCase scenarioCase) =>
        run is { PersonalityId: null, PersonalityName: { Length: > 0 } name }
        && scenarioCase is { PersonalityId: { } id, PersonalityName: { } own }
        && own != string.Create(CultureInfo.InvariantCulture, $"{Axis.Personality} {id}")
        && !string.Equals(name, own, StringComparison.OrdinalIgnoreCase);

    private static bool HasProfile(Run run, ScenarioCase scenarioCase) =>
        scenarioCase.TestProfileId is null || run.TestProfileId is null || run.TestProfileId == scenarioCase.TestProfileId;
}
