using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Reports.Summary;
using Cekura.Runs.Causes;
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

    // A JUnit file that is larger is refused by servers that read it.
    private const long MaxOutput = 8 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly List<CiCase> _cases = [];
    private readonly CaseSummary _output = new(dashboard);
    private readonly CauseGroups _causes = new();
    private readonly AnnotationLog _annotations = new();
    private readonly TestPlan _plan = new();
    private long _outputLeft = MaxOutput;
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

    /// <summary>The page of the build that lists what it left, on GitHub Actions and Azure Pipelines; null elsewhere.</summary>
    /// <param name="variables">Environment variables.</param>
    public static string? ArtifactsPage(IReadOnlyDictionary<string, string?> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        string? Value(string name) => variables.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

        var page =
            Value("GITHUB_SERVER_URL") is { } server && Value("GITHUB_REPOSITORY") is { } repository && Value("GITHUB_RUN_ID") is { } run
                ? $"{server}/{repository}/actions/runs/{run}#artifacts"
            : Value("SYSTEM_COLLECTIONURI") is { } collection
            && Value("SYSTEM_TEAMPROJECT") is { } project
            && Value("BUILD_BUILDID") is { } build
                ? $"{collection.TrimEnd('/')}/{Uri.EscapeDataString(project)}/_build/results?buildId={build}&view=artifacts&type=publishedArtifacts"
            : null;
        return Uri.TryCreate(page, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address.AbsoluteUri : null;
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
                _causes.Expect(scenarioCase);
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
            _causes.Expect(scenarioCase);
        }
    }

    /// <summary>Adds a finished case.</summary>
    public void Add(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(scenarioCase);
        ArgumentNullException.ThrowIfNull(verdict);
        var kept = CiCase.Of(scenarioCase, verdict, dashboard, root) with
        {
            Output = KeepsOutput && verdict.Runs.Count > 0 ? _output.StandardOutput(verdict) : null,
        };
        lock (_gate)
        {
            _outputLeft -= kept.Output?.Length ?? 0;
            _cases.Add(_outputLeft < 0 ? kept with { Output = null } : kept);
            _plan.Finish(scenarioCase);
            _causes.Add(scenarioCase, verdict);
            if (kept.NeedsAttention)
            {
                _annotations.Add(scenarioCase, verdict, kept);
            }

            _holdsEmulated = _holdsEmulated || verdict.Runs.Any(run => dashboard.IsEmulatedRun(run.Run));
        }
    }

    /// <summary>Whether the tests' output is kept, for <see cref="WriteJUnit"/>.</summary>
    public bool KeepsOutput { get; init; }

    /// <summary>Finds the files that are attached to a test; absolute paths.</summary>
    public Func<ScenarioCase, IReadOnlyList<string>> Attachments { get; init; } = _ => [];

    /// <summary>The folder from which attachments are named, for servers that want it so; null: by their full paths.</summary>
    public string? AttachmentRoot { get; init; }

    /// <summary>Where people find what the job left; null: not known.</summary>
    public string? Artifacts { get; init; }

    /// <summary>Counts, the causes, the map of scenarios and personalities, and what failed, at most 250 KB of Markdown.</summary>
    public string Summary()
    {
        lock (_gate)
        {
            return new MarkdownSummary(title, dashboard.IsEmulated || _holdsEmulated, Cases(), _causes, Artifacts).Write();
        }
    }

    /// <summary>
    /// Workflow commands of GitHub Actions, one line each, that mark the lines of the manifest whose tests failed, one for each cause and
    /// line. GitHub shows ten of a step.
    /// </summary>
    public IReadOnlyList<string> GitHubAnnotations() => WorkflowCommands.GitHub(Annotations());

    /// <summary>Logging commands of Azure Pipelines, one line each, that mark the lines of the manifest whose tests failed.</summary>
    public IReadOnlyList<string> AzureIssues() => WorkflowCommands.Azure(Annotations());

    /// <summary>Name of a project's file that Azure Pipelines is told of.</summary>
    public static string SummaryOf(string project) => $"cekura-summary.{project}.md";

    /// <summary>The logging command that makes Azure Pipelines show a Markdown file as summary of the run.</summary>
    /// <param name="path">The file, absolute.</param>
    public static string AzureSummary(string path) => WorkflowCommands.AzureSummary(path);

    /// <summary>Writes JUnit XML.</summary>
    /// <param name="output">Where to; it stays open.</param>
    /// <param name="source">What the cases belong to, for example the test project.</param>
    /// <param name="finished">When, UTC.</param>
    public void WriteJUnit(Stream output, string source, DateTimeOffset finished) =>
        JUnitXml.Write(output, source, Cases(), finished, scenarioCase =>
            [.. Attachments(scenarioCase).Select(path => CiCase.Relative(path, AttachmentRoot))]
        );

    private IReadOnlyList<Annotation> Annotations()
    {
        lock (_gate)
        {
            return _annotations.All();
        }
    }

    private List<CiCase> Cases()
    {
        lock (_gate)
        {
            var open = State == TestRunState.Finished ? [] : _plan.Open().Select(one => CiCase.Open(one.Case, one.HasBegun, State, root));
            return [.. _cases.Concat(open).OrderBy(kept => _plan.PlaceOf(kept.Case))];
        }
    }
}
