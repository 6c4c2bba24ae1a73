using Cekura.Manifests.Cases;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.History;

/// <summary>
/// The runs of a project that are remembered, turned around: of each test its outcomes, of each metric its values, oldest first. Keeps no
/// more of a run than that. Not to be changed once it is read.
/// </summary>
internal sealed class RunHistory
{
    private readonly Dictionary<string, TestPast> _tests;

    private RunHistory(IReadOnlyList<PastRun> runs, Dictionary<string, TestPast> tests, IReadOnlyList<MetricTrend> metrics) =>
        (Runs, _tests, Metrics) = (runs, tests, metrics);

    /// <summary>A history of nothing.</summary>
    public static RunHistory Empty { get; } = new([], new(StringComparer.Ordinal), []);

    /// <summary>The runs, oldest first.</summary>
    public IReadOnlyList<PastRun> Runs { get; }

    /// <summary>The tests, those of the newest run first.</summary>
    public IReadOnlyCollection<TestPast> Tests => _tests.Values;

    /// <summary>The metrics that have a number or pass or fail, by name.</summary>
    public IReadOnlyList<MetricTrend> Metrics { get; }

    /// <summary>Reads runs into a history. Runs of which nothing was started are left out.</summary>
    /// <param name="newestFirst">The runs with their details; each is forgotten when the next one is read.</param>
    public static RunHistory Of(IEnumerable<LastTestRun> newestFirst)
    {
        ArgumentNullException.ThrowIfNull(newestFirst);
        var runs = new List<PastRun>();
        var tests = new Dictionary<string, TestPast>(StringComparer.Ordinal);
        var outcomes = new Dictionary<string, List<PastOutcome>>(StringComparer.Ordinal);
        var metrics = new MetricTrends();
        foreach (var run in newestFirst)
        {
            var past = PastOf(run);
            var isStarted = false;
            foreach (var test in run.Tests)
            {
                if (test.IsRefused)
                {
                    continue;
                }

                isStarted = true;
                var outcome = new PastOutcome(past, test.Outcome, test.Rate, test.TookPlace, test.Details?.Fingerprint);
                if (!outcomes.TryGetValue(test.Test, out var known))
                {
                    outcomes[test.Test] = known = [];
                    tests[test.Test] = new TestPast(test.Test, test.Name, known);
                }

                if (known.Count > 0 && ReferenceEquals(known[^1].Run, past))
                {
                    // Written twice: the last word counts.
                    known[^1] = outcome;
                }
                else
                {
                    known.Add(outcome);
                }

                metrics.Add(past, test.Details?.Metrics ?? []);
            }

            if (isStarted)
            {
                runs.Add(past);
            }
        }

        runs.Reverse();
        foreach (var list in outcomes.Values)
        {
            list.Reverse();
        }

        return new RunHistory(runs, tests, metrics.All());
    }

    /// <summary>
    /// The runs of a project that this machine has seen: its own, and those that were imported, as one list, newest first.
    /// </summary>
    /// <param name="stateDirectory">The state directory; it need not exist.</param>
    /// <param name="project">Name of the test project.</param>
    /// <param name="projectDirectory">Folder of the test project; null: of any.</param>
    /// <param name="except">A file that is left out, such as that of the run that goes on; null: none.</param>
    public static IEnumerable<LastTestRun> Read(string stateDirectory, string project, string? projectDirectory, string? except = null) =>
        TestRunFiles
            .OfProject(stateDirectory, project, projectDirectory)
            .Where(path => path != except)
            .Select(path => LastTestRun.ReadFile(path, run => run.Project.Equals(project, StringComparison.OrdinalIgnoreCase)))
            .OfType<LastTestRun>()
            .Take(TestRunFiles.Shown);

    /// <summary>The newest of some runs, as many as hold so many tests together, and one at least.</summary>
    /// <param name="newestFirst">The runs.</param>
    /// <param name="tests">How many tests.</param>
    public static IEnumerable<LastTestRun> Newest(IEnumerable<LastTestRun> newestFirst, int tests)
    {
        ArgumentNullException.ThrowIfNull(newestFirst);
        foreach (var run in newestFirst)
        {
            yield return run;
            tests -= run.Tests.Count;
            if (tests <= 0)
            {
                yield break;
            }
        }
    }

    /// <summary>The past of a test with one more outcome; null when nothing at all is remembered.</summary>
    /// <param name="scenarioCase">The test.</param>
    /// <param name="now">Its newest outcome.</param>
    public TestPast? With(ScenarioCase scenarioCase, PastOutcome now)
    {
        ArgumentNullException.ThrowIfNull(scenarioCase);
        if (Runs.Count == 0)
        {
            return null;
        }

        var earlier = FormerNames.TryFind(_tests, scenarioCase, out var known) ? known!.Outcomes : [];
        return new TestPast(scenarioCase.FullyQualifiedName, scenarioCase.DisplayName, [.. earlier, now]);
    }

    /// <summary>A run as its tests refer to it.</summary>
    internal static PastRun PastOf(LastTestRun run) =>
        new(run.Started, run.Commit, run.Branch, TestRunFiles.IsImported(run.Path))
        {
            Ground = $"{run.ApiUrl}\u001F{run.SeedHash}\u001F{run.Commit}",
            HoldsAgent = run.Commit is not null && run.ApiUrl == LastTestRun.Emulator,
        };
}
