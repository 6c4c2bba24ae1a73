using Cekura.Reports.Ci;
using Cekura.Reports.Html;
using Cekura.Runs.History;

namespace Cekura.Cli.Opening;

/// <summary>
/// The reports that there are: those of remembered runs, and those in files and folders that were named. Looked through for each request:
/// a run may go on meanwhile, and another may begin.
/// </summary>
/// <param name="stateDirectory">Where runs are remembered.</param>
/// <param name="named">Files, and folders that hold reports at any depth.</param>
internal sealed class ReportShelf(string stateDirectory, IReadOnlyList<string> named)
{
    private const string Pattern = "*.html";
    private const int MaxReports = 200;

    /// <summary>The reports, newest first. A report that several runs wrote over each other is the newest one's.</summary>
    public IReadOnlyList<ShelvedReport> Reports() =>
        [.. Remembered().Concat(Named()).DistinctBy(report => report.Path, StringComparer.Ordinal).Take(MaxReports)];

    /// <summary>Names of the test projects that have a history, the one that ran last first.</summary>
    public IReadOnlyList<string> Projects() =>
        [
            .. LastTestRun
                .ReadAll(stateDirectory)
                .Select(run => run.Project)
                .Concat(ImportedRun.Projects(stateDirectory))
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];

    /// <summary>The history of a project, over all of its checkouts.</summary>
    public RunHistory History(string project) => RunHistory.Of(RunHistory.Read(stateDirectory, project, projectDirectory: null));

    private IEnumerable<ShelvedReport> Remembered() =>
        LastTestRun
            .ReadAll(stateDirectory)
            .Where(run => run.Report is { } path && ReportHead.IsReport(path))
            .Select(run => new ShelvedReport(run.Report!, run.Project, run.Started, StatusOf(run.Report!, run.Project)));

    private IEnumerable<ShelvedReport> Named() =>
        named
            .SelectMany(path => Directory.Exists(path) ? Directory.EnumerateFiles(path, Pattern, SearchOption.AllDirectories) : [path])
            .Where(ReportHead.IsReport)
            .Select(path =>
                new ShelvedReport(path, Path.GetFileName(path), new DateTimeOffset(File.GetLastWriteTimeUtc(path)), Status: null)
            )
            .OrderByDescending(report => report.Written);

    // The status lies where the report lies unless a setting sends the report elsewhere.
    private static TestRunStatus? StatusOf(string report, string project)
    {
        var path = Path.Combine(Path.GetDirectoryName(report)!, StatusFile.NameOf(project));
        try
        {
            return File.Exists(path) ? StatusFile.Read(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
