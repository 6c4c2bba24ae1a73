using System.Runtime.InteropServices;

namespace Cekura.TestHost;

/// <summary>
/// The span of one run, ended early by <c>Cancel()</c>, by the exit of the process, by a signal or by the end of the command that started
/// it, which may have come before this process did. The platform calls <c>Cancel()</c> in few of these cases, and calls that are not ended
/// keep running and cost money.
/// </summary>
internal sealed class RunScope : IDisposable
{
    // A host that is going away gives its exit handlers a few seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _cancel = new();
    private readonly CancellationTokenSource _over = new();
    private readonly ManualResetEventSlim _ended = new();
    private readonly PosixSignalRegistration[] _signals;
    private readonly Launcher _launcher = Launcher.Find();
    private readonly bool _endsByItself;

    /// <param name="endsByItself">
    /// Whether the process ends with its run: a signal that asks it to end then cancels the run, which says what became of it and writes
    /// its files. A second one ends the process.
    /// </param>
    public RunScope(bool endsByItself = false)
    {
        _endsByItself = endsByItself;
        Token = _cancel.Token;
        Look();
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        _signals =
        [
            .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal =>
                PosixSignalRegistration.Create(signal, OnSignal)
            ),
        ];
        _ = CancelWithLauncherAsync();
    }

    public CancellationToken Token { get; }

    /// <summary>Whether Ctrl+C was heard, which Microsoft.Testing.Platform hears as well.</summary>
    public bool IsInterrupted { get; private set; }

    public void Cancel()
    {
        try
        {
            _cancel.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The run was over first.
        }
    }

    /// <summary>Cancels when this run is not wanted any longer: to be called before anything is started that costs money.</summary>
    public void Look()
    {
        if (_launcher.IsGone)
        {
            Cancel();
        }
    }

    /// <summary>Nothing is left to end: an exit that waits for it may go ahead.</summary>
    public void End() => _ended.Set();

    public void Dispose()
    {
        _ended.Set();
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _over.Cancel();
        _over.Dispose();
        _cancel.Dispose();
        _ended.Dispose();
    }

    private async Task CancelWithLauncherAsync()
    {
        try
        {
            await _launcher.WhenGoneAsync(_over.Token).ConfigureAwait(false);
            await _cancel.CancelAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The run was over first.
        }
    }

    private void OnSignal(PosixSignalContext context)
    {
        IsInterrupted |= context.Signal is PosixSignal.SIGINT;
        // SIGINT is heard by the platform as well, which takes no results from then on: those of this run come first.
        if (_endsByItself && context.Signal is not PosixSignal.SIGINT && !Token.IsCancellationRequested)
        {
            context.Cancel = true;
            Cancel();
        }
        else
        {
            CancelAndWait();
        }
    }

    private void OnProcessExit(object? sender, EventArgs e) => CancelAndWait();

    private void CancelAndWait()
    {
        Cancel();
        _ended.Wait(Patience, CancellationToken.None);
    }
}
