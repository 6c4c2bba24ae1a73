using System.Runtime.InteropServices;

namespace Cekura.Cli.Running;

/// <summary>
/// Ctrl+C, SIGTERM and a terminal that goes away (SIGHUP), which act at once and give the exit codes that shells expect. A command that was
/// detached on purpose, with <c>nohup</c> or <c>setsid</c>, hears nothing of its terminal.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _signals;

    public Interruption() =>
        _signals = [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, Output.ExitCode.Interrupted)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, Output.ExitCode.Terminated)),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Stop(context, Output.ExitCode.HungUp)),
        ];

    public CancellationToken Token => _stop.Token;

    /// <summary>The code of the signal; null when there was none.</summary>
    public int? ExitCode { get; private set; }

    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _stop.Dispose();
    }

    private void Stop(PosixSignalContext context, int code)
    {
        context.Cancel = true;
        ExitCode ??= code;
        _stop.Cancel();
    }
}
