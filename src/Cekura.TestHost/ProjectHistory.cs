using Cekura.Manifests.Text;
using Cekura.Runs.History;
using Cekura.Runs.Listening;
using Cekura.Runs.Session;

namespace Cekura.TestHost;

/// <summary>What was before the run and what stays of it: the baseline of one dll, and the memory of this machine.</summary>
internal sealed class ProjectHistory : IDisposable
{
    private readonly ProjectContents _contents;
    private readonly TestRunLog? _log;
    private BaselineFile? _baseline;

    private ProjectHistory(ProjectContents contents, TestRunLog? log)
    {
        _contents = contents;
        _log = log;
    }

    /// <summary>Begins to remember; a folder that cannot be written is said once and costs nothing else.</summary>
    public static ProjectHistory Open(ProjectContents contents, IProjectHost host, TimeProvider time)
    {
        // A dry run finds nothing out: what the last real one did stays the last.
        if (contents.Settings!.DryRun)
        {
            return new ProjectHistory(contents, log: null);
        }

        try
        {
            var project = Path.GetFileNameWithoutExtension(contents.Container.Source);
            return new ProjectHistory(contents, TestRunLog.Create(contents.StateDirectory, project, contents.Container.ProjectDirectory, contents.Settings, time));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            host.Warn($"this run is not remembered: {e.Message} The setting StateDirectory names another folder.");
            return new ProjectHistory(contents, log: null);
        }
    }

    /// <summary>Where an emulator keeps the conversations of this run; null when the run is not remembered.</summary>
    public string? EmulatorData => _log?.EmulatorData;

    /// <exception cref="NothingStartedException">The settings name a baseline that is missing or has errors.</exception>
    public void ReadBaseline()
    {
        if (_contents.Settings!.Baseline is not { } path)
        {
            return;
        }

        var read = BaselineFile.Read(path);
        _baseline = read.Baseline ?? throw new NothingStartedException($"Nothing was started: {string.Join('\n', read.Diagnostics)}");
    }

    /// <summary>What is remembered is what was found out; what is reported is that held against the baseline.</summary>
    public ICaseListener Listen(ICaseListener listener, ReportQueue? queue = null)
    {
        var judged = _baseline is null ? listener : new BaselineListener(listener, _baseline);
        return _log is null ? judged : new LogListener(judged, _log, queue);
    }

    public void Dispose() => _log?.Dispose();
}
