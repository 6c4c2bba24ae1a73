using Cekura.Runs.History;
using Cekura.Runs.Listening;

namespace Cekura.TestHost;

/// <summary>What was before the run and what stays of it: the baseline of one dll, and the memory of this machine.</summary>
internal sealed class ProjectHistory : IDisposable
{
    private readonly TestProject _contents;
    private readonly TestRunLog? _log;
    private BaselineFile? _baseline;

    private ProjectHistory(TestProject contents, TestRunLog? log)
    {
        _contents = contents;
        _log = log;
    }

    /// <summary>Begins to remember; a folder that cannot be written is said once and costs nothing else.</summary>
    public static ProjectHistory Open(TestProject contents, IProjectHost host, TimeProvider time)
    {
        // A dry run finds nothing out: what the last real one did stays the last.
        if (contents.Settings!.DryRun)
        {
            return new ProjectHistory(contents, log: null);
        }

        try
        {
            var project = Path.GetFileNameWithoutExtension(contents.Container.Source);
            return new ProjectHistory(
                contents,
                TestRunLog.Create(contents.StateDirectory, project, contents.Container.ProjectDirectory, contents.Settings, time)
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            host.Warn($"this run is not remembered: {e.Message} The setting StateDirectory names another folder.");
            return new ProjectHistory(contents, log: null);
        }
    }

    /// <summary>Where an emulator keeps the conversations of this run; null when the run is not remembered.</summary>
    public string? EmulatorData => _log?.EmulatorData;

    /// <exception cref="StartRefusedException">The settings name a baseline that is missing or has errors.</exception>
    public void ReadBaseline()
    {
        if (_contents.Settings!.Baseline is not { } path)
        {
            return;
        }

        var read = BaselineFile.Read(path);
        _baseline = read.Baseline ?? throw new StartRefusedException($"Nothing was started: {string.Join('\n', read.Diagnostics)}");
    }

    /// <summary>What is remembered is what was found out; what is reported is that held against the baseline.</summary>
    /// <param name="listener">Hears that the run is not remembered in full.</param>
    /// <param name="queue">Has tests added beside the session; null: the session waits.</param>
    public IEnumerable<IReportStep> Steps(ICaseListener listener, ReportQueue? queue = null)
    {
        if (_log is not null)
        {
            yield return new LogStep(_log, listener, queue);
        }

        if (_baseline is not null)
        {
            yield return new BaselineStep(_baseline);
        }
    }

    public void Dispose() => _log?.Dispose();
}
