using Cekura.Manifests.Cases;
using Cekura.Reports.Html;
using Cekura.Reports.Summary;
using Cekura.Runs.Conversations;
using Cekura.Runs.History;
using Cekura.Runs.Listening;

namespace Cekura.TestHost;

/// <summary>
/// The report about the cases of one dll: written into the results directory every few seconds while tests run, and attached to the run at
/// its end so that loggers and CI systems carry it along.
/// </summary>
internal sealed class ProjectReport : IDisposable
{
    private const string FileName = "cekura-report.html";
    private const string Off = "none";

    private readonly HtmlReport _report;
    private readonly string _path;
    private readonly string _project;
    private readonly LiveSave _live;

    private ProjectReport(HtmlReport report, string path, string project, TimeProvider time)
    {
        (_report, _path, _project) = (report, path, project);
        _live = new LiveSave(state => _report.Save(PathFor(), state), () => _report.Version, time);
    }

    /// <summary>The report; null when the settings want none, or when there is nowhere to write it, which is said.</summary>
    /// <param name="contents">The project.</param>
    /// <param name="cases">What is going to run.</param>
    /// <param name="dashboard">Where the report sends people.</param>
    /// <param name="host">Hears what goes wrong.</param>
    /// <param name="time">The clock.</param>
    public static ProjectReport? Open(
        TestProject contents,
        IEnumerable<ScenarioCase> cases,
        DashboardLink dashboard,
        IProjectHost host,
        TimeProvider time
    )
    {
        var wanted = contents.Settings!.Report;
        if (string.Equals(Path.GetFileName(wanted), Off, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var project = Path.GetFileNameWithoutExtension(contents.Container.Source);
        var title = contents.Suites is [var only] ? only.Name : project;
        var path = wanted ?? Path.Combine(contents.ResultsDirectory, FileName);
        try
        {
            var directory = Directory.CreateDirectory(Path.GetDirectoryName(path)!).FullName;
            var report = new HtmlReport(title, project, dashboard, directory, time);
            report.Plan(cases);
            return new ProjectReport(report, path, project, time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            host.Warn($"there will be no report: {e.Message}");
            return null;
        }
    }

    /// <summary>Shows the earlier runs beside this one.</summary>
    public void Show(Task<RunHistory> earlier) => _report.Earlier = earlier;

    /// <summary>Takes the tests in.</summary>
    /// <param name="listener">Hears that the report is not complete.</param>
    /// <param name="queue">Has tests added beside the session; null: the session waits.</param>
    public IReportStep Step(ICaseListener listener, ReportQueue? queue = null) => new LogStep(_report, listener, queue);

    /// <summary>The run is being stopped: the page says so as soon as it can.</summary>
    public void Stop() => _live.Stop();

    /// <summary>
    /// Writes the report at the end. Several dlls may share a results directory: then each but the first carries the dll's name. Of a run in
    /// which nothing began the last report stays.
    /// </summary>
    /// <param name="state">How the run ended.</param>
    /// <param name="host">Takes the report.</param>
    public void Save(TestRunState state, IProjectHost host)
    {
        _live.End();
        if (_report.Version == 0)
        {
            return;
        }

        try
        {
            var path = PathFor();
            _report.Save(path, state);
            host.Attach(path, "Cekura report");
        }
        catch (Exception e)
        {
            // The verdicts are there, and what is written next does not wait for it.
            host.Warn($"the report could not be written: {e.Message}");
        }
    }

    public void Dispose()
    {
        _live.Dispose();
        _report.Dispose();
    }

    private string PathFor() => _report.MayReplace(_path) ? _path : Path.ChangeExtension(_path, $".{_project}{Path.GetExtension(_path)}");
}
