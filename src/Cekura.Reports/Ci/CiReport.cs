using Cekura.Manifests.Cases;
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
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _order = new(StringComparer.Ordinal);
    private readonly List<CiCase> _cases = [];
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

    /// <summary>Says that a case will come: cases are shown in the order in which they were started, not as they finish.</summary>
    public void Expect(ScenarioCase scenarioCase)
    {
        ArgumentNullException.ThrowIfNull(scenarioCase);
        lock (_gate)
        {
            _order.TryAdd(scenarioCase.FullyQualifiedName, _order.Count);
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
            _holdsEmulated = _holdsEmulated || verdict.Runs.Any(run => dashboard.IsEmulatedRun(run.Run));
        }
    }

    /// <summary>Counts, the map of scenarios and personalities, and what failed, at most 250 KB of Markdown.</summary>
    public string Summary() => new MarkdownSummary(title, dashboard.IsEmulated || _holdsEmulated, Cases()).Write();

    /// <summary>
    /// Workflow commands of GitHub Actions, one line each, that mark the manifest's line of what failed. GitHub shows ten of a step.
    /// </summary>
    public IReadOnlyList<string> GitHubAnnotations() => WorkflowCommands.GitHub(Cases());

    /// <summary>Logging commands of Azure Pipelines, one line each, that mark the manifest's line of what failed.</summary>
    public IReadOnlyList<string> AzureIssues() => WorkflowCommands.Azure(Cases());

    /// <summary>The logging command that makes Azure Pipelines show a Markdown file as summary of the run.</summary>
    /// <param name="path">The file, absolute.</param>
    public static string AzureSummary(string path) => WorkflowCommands.AzureSummary(path);

    /// <summary>Writes JUnit XML.</summary>
    /// <param name="output">Where to; it stays open.</param>
    /// <param name="source">What the cases belong to, for example the test project.</param>
    /// <param name="finished">When, UTC.</param>
    public void WriteJUnit(Stream output, string source, DateTimeOffset finished) => JUnitXml.Write(output, source, Cases(), finished);

    private List<CiCase> Cases()
    {
        lock (_gate)
        {
            return [.. _cases.OrderBy(kept => _order.GetValueOrDefault(kept.Case.FullyQualifiedName, int.MaxValue))];
        }
    }
}
