using Cekura.Runs.History;
using Cekura.Runs.Listening;

namespace Cekura.TestHost;

/// <summary>What was before the run and what stays of it: the baseline of one dll, and the memory of this machine.</summary>
internal sealed class ProjectHistory : IDisposable
{
    // 20 runs of 10,000 tests take two seconds of a processor to read, which the run itself needs; a thousand tests have all their runs.
    private const int MaxTests = 20_000;

    private readonly TestProject _contents;
    private readonly TestRunLog? _log;
    private readonly TimeProvider _time;
    private readonly Task<RunHistory> _earlier;
    private BaselineFile? _baseline;

    private ProjectHistory(TestProject contents, TestRunLog? log, TimeProvider time)
    {
        _contents = contents;
        _log = log;
        _time = time;
        _earlier = log is null ? Task.FromResult(RunHistory.Empty) : ReadEarlierAsync(contents, log.Path);
    }

    /// <summary>Begins to remember; a folder that cannot be written is said once and costs nothing else.</summary>
    public static ProjectHistory Open(TestProject contents, IProjectHost host, TimeProvider time)
    {
        // A dry run finds nothing out: what the last real one did stays the last.
        if (contents.Settings!.DryRun)
        {
            return new ProjectHistory(contents, log: null, time);
        }

        try
        {
            var project = Path.GetFileNameWithoutExtension(contents.Container.Source);
            return new ProjectHistory(
                contents,
                TestRunLog.Create(
                    contents.StateDirectory,
                    project,
                    contents.Container.ProjectDirectory,
                    contents.Settings,
                    time,
                    SourceRevision.Of(contents.Variables)
                ),
                time
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            host.Warn($"this run is not remembered: {e.Message} The setting StateDirectory names another folder.");
            return new ProjectHistory(contents, log: null, time);
        }
    }

    /// <summary>Where an emulator keeps the conversations of this run; null when the run is not remembered.</summary>
    public string? EmulatorData => _log?.EmulatorData;

    /// <summary>The earlier runs of the project; read beside the start of this one.</summary>
    public Task<RunHistory> Earlier => _earlier;

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

        if (_log?.Run is { } run)
        {
            yield return new HistoryStep(_earlier, run);
        }

        if (_baseline is not null)
        {
            yield return new BaselineStep(_baseline);
        }

        yield return new QuarantineStep(_time);
    }

    /// <summary>Remembers where the report is, for <c>cekura report open</c>. What cannot be written costs only that.</summary>
    public void ReportAt(string path)
    {
        try
        {
            _log?.ReportAt(Path.GetFullPath(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // The report itself is there.
        }
    }

    public void Dispose() => _log?.Dispose();

    // Beside planning, on a thread of its own: of many tests there is much to read. What cannot be read is no reason not to run.
    private static Task<RunHistory> ReadEarlierAsync(TestProject contents, string except) =>
        Task.Factory.StartNew(
            () =>
            {
                try
                {
                    var runs = RunHistory.Read(
                        contents.StateDirectory,
                        Path.GetFileNameWithoutExtension(contents.Container.Source),
                        contents.Container.ProjectDirectory,
                        except
                    );
                    return RunHistory.Of(RunHistory.Newest(runs, MaxTests));
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    return RunHistory.Empty;
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
}
