using Cekura.Manifests.Cases;
using Cekura.Reports.Html;
using Cekura.Reports.Summary;
using Cekura.Runs.Conversations;
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
    private Action<string> _saved = _ => { };

    private ProjectReport(HtmlReport report, string path, string project, TimeProvider time)
    {
        (_report, _path, _project) = (report, path, project);
        _live = new LiveSave(state => SaveNow(state), () => _report.Version, time);
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

    /// <summary>Shows the earlier runs beside this one, and remembers where the report is.</summary>
    public void Show(ProjectHistory history)
    {
        _report.Earlier = history.Earlier;
        _saved = history.ReportAt;
    }

    /// <summary>Has the report link what is attached to each test.</summary>
    public void Link(CaseFiles files) => _report.Files = files.Links;

    /// <summary>Where the report was saved at the end; null before, and when it could not be.</summary>
    public string? SavedTo { get; private set; }

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
    /// <param name="isWhole">Whether the run came to its end.</param>
    /// <param name="host">Takes the report.</param>
    public void Save(bool isWhole, IProjectHost host)
    {
        if (_report.Version == 0)
        {
            return;
        }

        var state = isWhole ? TestRunState.Finished : TestRunState.Stopped;
        _live.Finish(state, () =>
        {
            try
            {
                SavedTo = SaveNow(state);
                host.Attach(SavedTo, "Cekura report");
            }
            catch (Exception e)
            {
                // The verdicts are there, and what is written next does not wait for it.
                host.Warn($"the report could not be written: {e.Message}");
            }
        });
    }

    /// <summary>Whether every test that is known has its verdict.</summary>
    public bool IsWhole => !_report.HasOpen;

    public void Dispose()
    {
        _live.Dispose();
        _report.Dispose();
    }

    private string SaveNow(TestRunState state)
    {
        var path = PathFor();
        _report.Save(path, state);
        _saved(path);
        return path;
    }

    private string PathFor() => _report.MayReplace(_path) ? _path : Path.ChangeExtension(_path, $".{_project}{Path.GetExtension(_path)}");
}
