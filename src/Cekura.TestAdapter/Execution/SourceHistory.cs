using Cekura.Runs;
using Cekura.Runs.Baseline;
using Cekura.Runs.State;
using Cekura.TestAdapter.Discovery;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;

namespace Cekura.TestAdapter.Execution;

/// <summary>What was before the run and what stays of it: the baseline of one dll, and the memory of this machine.</summary>
internal sealed class SourceHistory : IDisposable
{
    private readonly SourceContents _contents;
    private readonly TestRunLog? _log;
    private BaselineFile? _baseline;

    private SourceHistory(SourceContents contents, TestRunLog? log)
    {
        _contents = contents;
        _log = log;
    }

    /// <summary>Begins to remember; a folder that cannot be written is said once and costs nothing else.</summary>
    public static SourceHistory Open(SourceContents contents, ITestExecutionRecorder handle, TimeProvider time)
    {
        // A dry run finds nothing out: what the last real one did stays the last.
        if (contents.Settings!.DryRun)
        {
            return new SourceHistory(contents, log: null);
        }

        try
        {
            var project = Path.GetFileNameWithoutExtension(contents.Container.Source);
            return new SourceHistory(contents, TestRunLog.Create(contents.StateDirectory, project, contents.Container.ProjectDirectory, contents.Settings, time));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            handle.SendMessage(TestMessageLevel.Warning, $"Cekura: this run is not remembered: {e.Message} The setting StateDirectory names another folder.");
            return new SourceHistory(contents, log: null);
        }
    }

    /// <exception cref="BaselineException">The settings name a baseline that is missing or has errors.</exception>
    public void ReadBaseline()
    {
        if (_contents.Settings!.Baseline is not { } path)
        {
            return;
        }

        var read = BaselineFile.Read(path);
        _baseline = read.Baseline ?? throw new BaselineException($"Nothing was started: {string.Join('\n', read.Diagnostics)}");
    }

    /// <summary>What is remembered is what was found out; what is reported is that held against the baseline.</summary>
    public ICaseListener Listen(ICaseListener listener)
    {
        var judged = _baseline is null ? listener : new BaselineListener(listener, _baseline);
        return _log is null ? judged : new TestRunListener(judged, _log);
    }

    public void Dispose() => _log?.Dispose();
}
