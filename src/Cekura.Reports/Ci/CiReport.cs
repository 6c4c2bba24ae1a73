using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Reports.Summary;
using Cekura.Runs.Conversations;
using Cekura.Runs.Listening;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Ci;

/// <summary>
/// What CI systems show of a session: a summary in Markdown, annotations at the manifest's lines, and JUnit XML. Cases may be added from
/// several threads.
/// </summary>
/// <param name="title">What was tested.</param>
/// <param name="dashboard">Where it sends people.</param>
/// <param name="root">Root of the checkout, which files are named from; null: by their full paths.</param>
internal sealed class CiReport(string title, DashboardLink dashboard, string? root = null) : ICaseLog
{
    // Where GitHub Actions, Azure Pipelines, GitLab CI and Jenkins have the checkout.
    private static readonly string[] RootVariables = ["GITHUB_WORKSPACE", "BUILD_SOURCESDIRECTORY", "CI_PROJECT_DIR", "WORKSPACE"];

    private readonly Lock _gate = new();
    private readonly List<CiCase> _cases = [];
    private readonly TestPlan _plan = new();
    private bool _holdsEmulated;

    /// <summary>How many cases have finished.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _cases.Count;
            }
        }
    }

    string ICaseLog.Incomplete => "The summary is not complete";

    /// <summary>The checkout on a build server; null elsewhere.</summary>
    /// <param name="variables">Environment variables.</param>
    public static string? Root(IReadOnlyDictionary<string, string?> variables) =>
        RootVariables.Select(variables.GetValueOrDefault).FirstOrDefault(root => !string.IsNullOrEmpty(root));

    /// <summary>Who reads annotations here: none where this is no build server that has them.</summary>
    /// <param name="variables">Environment variables.</param>
    public static AnnotationTarget Target(IReadOnlyDictionary<string, string?> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return variables.GetValueOrDefault("GITHUB_ACTIONS") == "true"
            || !string.IsNullOrEmpty(variables.GetValueOrDefault("GITHUB_STEP_SUMMARY"))
                ? AnnotationTarget.GitHub
            : string.Equals(variables.GetValueOrDefault("TF_BUILD"), "true", StringComparison.OrdinalIgnoreCase) ? AnnotationTarget.Azure
            : AnnotationTarget.None;
    }

    /// <summary>How often something was added.</summary>
    public long Version
    {
        get
        {
            lock (_gate)
            {
                return _plan.Version;
            }
        }
    }

    /// <summary>How the test run stands: those of its tests that have no verdict are there too until it has finished.</summary>
    public TestRunState State { get; set; } = TestRunState.Finished;

    /// <summary>Says which cases are going to run: in this order they are shown.</summary>
    /// <param name="cases">The cases.</param>
    public void Plan(IEnumerable<ScenarioCase> cases)
    {
        lock (_gate)
        {
            foreach (var scenarioCase in cases)
            {
                _plan.Add(scenarioCase);
            }
        }
    }

    /// <summary>Says that a case begins: cases that no plan has are shown in the order in which they begin, not as they finish.</summary>
    public void Expect(ScenarioCase scenarioCase)
    {
        ArgumentNullException.ThrowIfNull(scenarioCase);
        lock (_gate)
        {
            _plan.Begin(scenarioCase);
        }
    }

    /// <summary>Adds a finished case.</summary>
    public void Add(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(scenarioCase);
        ArgumentNullException.ThrowIfNull(verdict);
        var kept = CiCase.Of(scenarioCase, verdict, dashboard, root);
        lock (_gate)
        {
            _cases.Add(kept);
            _plan.Finish(scenarioCase);
            _holdsEmulated = _holdsEmulated || verdict.Runs.Any(run => dashboard.IsEmulatedRun(run.Run));
        }
    }

    /// <summary>Counts, the map of scenarios and personalities, and what failed, at most 250 KB of Markdown.</summary>
    public string Summary() => new MarkdownSummary(title, dashboard.IsEmulated || _holdsEmulated, Cases()).Write();

    /// <summary>
    /// Workflow commands of GitHub Actions, one line each, that mark the manifest's line of what failed. GitHub shows ten of a step.
    /// </summary>
    public IReadOnlyList<string> GitHubAnnotations() => WorkflowCommands.GitHub(Attention());

    /// <summary>Logging commands of Azure Pipelines, one line each, that mark the manifest's line of what failed.</summary>
    public IReadOnlyList<string> AzureIssues() => WorkflowCommands.Azure(Attention());

    /// <summary>Name of a project's file that Azure Pipelines is told of.</summary>
    public static string SummaryOf(string project) => $"cekura-summary.{project}.md";

    /// <summary>The logging command that makes Azure Pipelines show a Markdown file as summary of the run.</summary>
    /// <param name="path">The file, absolute.</param>
    public static string AzureSummary(string path) => WorkflowCommands.AzureSummary(path);

    /// <summary>Writes JUnit XML.</summary>
    /// <param name="output">Where to; it stays open.</param>
    /// <param name="source">What the cases belong to, for example the test project.</param>
    /// <param name="finished">When, UTC.</param>
    public void WriteJUnit(Stream output, string source, DateTimeOffset finished) => JUnitXml.Write(output, source, Cases(), finished);

    private IEnumerable<Annotation> Attention() => Cases().Where(kept => kept.NeedsAttention).Select(Annotation.Of);

    private List<CiCase> Cases()
    {
        lock (_gate)
        {
            var open =
                State == TestRunState.Finished ? [] : _plan.Open().Select(one => CiCase.Open(one.Case, one.HasBegun, State, root));
            return [.. _cases.Concat(open).OrderBy(kept => _plan.PlaceOf(kept.Case))];
        }
    }
}
