using Cekura.Reports.Html;
using Cekura.Runs.Conversations;
using Cekura.Runs.History;
using Cekura.Runs.Listening;

namespace Cekura.TestHost;

/// <summary>
/// The report about the cases of one dll: written into the results directory, and attached to the run so that loggers and CI systems carry
/// it along.
/// </summary>
internal sealed class ProjectReport : IDisposable
{
    private const string FileName = "cekura-report.html";
    private const string Off = "none";

    private readonly HtmlReport _report;
    private readonly string _path;

    private ProjectReport(HtmlReport report, string path)
    {
        _report = report;
        _path = path;
    }

    /// <summary>The report; null when the settings want none, or when there is nowhere to write it, which is said.</summary>
    public static ProjectReport? Open(TestProject contents, DashboardLink dashboard, IProjectHost host, TimeProvider time)
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
            return new ProjectReport(new HtmlReport(title, project, dashboard, directory, time), path);
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

    /// <summary>Writes the report. Several dlls may share a results directory: then each but the first carries the dll's name.</summary>
    public void Save(TestProject contents, IProjectHost host)
    {
        if (_report.Count == 0)
        {
            return;
        }

        try
        {
            var path = PathFor(Path.GetFileNameWithoutExtension(contents.Container.Source));
            _report.Save(path);
            host.Attach(path, "Cekura report");
        }
        catch (Exception e)
        {
            // The verdicts are there, and what is written next does not wait for it.
            host.Warn($"the report could not be written: {e.Message}");
        }
    }

    public void Dispose() => _report.Dispose();

    private string PathFor(string project) =>
        _report.MayReplace(_path) ? _path : Path.ChangeExtension(_path, $".{project}{Path.GetExtension(_path)}");
}
