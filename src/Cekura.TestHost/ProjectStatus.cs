using Cekura.Manifests.Cases;
using Cekura.Manifests.Discovery;
using Cekura.Manifests.Text;
using Cekura.Reports.Ci;
using Cekura.Reports.Summary;
using Cekura.Runs.Listening;
using Cekura.Runs.Verdict;

namespace Cekura.TestHost;

/// <summary>
/// Keeps the status file of a run up to date, in the results directory: consoles that show nothing of a run in progress leave a file to
/// look at, and <c>cekura report annotate</c> reads it afterwards. It costs no verdict when it cannot be written.
/// </summary>
internal sealed class ProjectStatus : IProjectHost, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Lock _writing = new();
    private readonly StatusLog _log;
    private readonly IProjectHost _host;
    private readonly string _path;
    private readonly ITimer _timer;
    private bool _isOver;
    private bool _isStopping;

    public ProjectStatus(TestProject contents, IReadOnlyList<DiscoveredSuite> suites, IProjectHost host, TimeProvider time)
    {
        var project = Path.GetFileNameWithoutExtension(contents.Container.Source);
        _host = host;
        _log = new StatusLog(project, suites.Sum(suite => suite.Cases.Count), contents.Dashboard, CiReport.Root(contents.Variables), time);
        _path = Path.Combine(contents.ResultsDirectory, StatusFile.NameOf(project));
        _timer = time.CreateTimer(_ => WriteChanged(), null, TimeSpan.Zero, Interval);
    }

    /// <inheritdoc/>
    public bool ReachesLog => _host.ReachesLog;

    /// <inheritdoc/>
    public void Message(MessageSeverity severity, string text)
    {
        _log.Note(severity, text);
        _host.Message(severity, text);
    }

    /// <inheritdoc/>
    public void ResultsFirst() => _host.ResultsFirst();

    /// <inheritdoc/>
    public void Attach(string path, string description)
    {
        _log.Attach(path);
        _host.Attach(path, description);
    }

    /// <inheritdoc/>
    public void Written(string path, string description)
    {
        _log.Attach(path);
        _host.Written(path, description);
    }

    /// <summary>Listens beside a front end, which hears everything as before.</summary>
    public ICaseListener Beside(ICaseListener frontEnd) => new Listener(frontEnd, _log);

    /// <summary>The run is being stopped, and may have little time left: the file says so at once.</summary>
    public void Stop()
    {
        _isStopping = true;
        _log.Touch();
        _timer.Change(TimeSpan.Zero, Interval);
    }

    /// <summary>Writes how the run ended.</summary>
    /// <param name="isWhole">Whether every test has its verdict.</param>
    public void End(bool isWhole)
    {
        lock (_writing)
        {
            _isOver = true;
            if (Write(_log.Take(isWhole ? TestRunState.Finished : TestRunState.Stopped)) is { } error)
            {
                _host.Warn($"the status of the run could not be written, so \"cekura report annotate\" will miss it: {error}");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void WriteChanged()
    {
        lock (_writing)
        {
            if (!_isOver && _log.TakeChanged(_isStopping ? TestRunState.Stopped : TestRunState.Running) is { } status)
            {
                // What goes wrong is said at the end, unless it passes.
                _ = Write(status);
            }
        }
    }

    /// <summary>Writes a status; what went wrong, or null.</summary>
    private string? Write(TestRunStatus status)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            StatusFile.Write(_path, status);
            return null;
        }
        catch (Exception e)
        {
            return e.Message;
        }
    }

    private sealed class Listener(ICaseListener frontEnd, StatusLog log) : ICaseListener
    {
        public void Started(ScenarioCase scenarioCase) => frontEnd.Started(scenarioCase);

        public Task FinishedAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
        {
            log.Add(scenarioCase, verdict);
            return frontEnd.FinishedAsync(scenarioCase, verdict);
        }

        public void Message(MessageSeverity severity, string text)
        {
            log.Note(severity, text);
            frontEnd.Message(severity, text);
        }
    }
}
