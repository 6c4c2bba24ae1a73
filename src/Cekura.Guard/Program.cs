using System.Runtime.InteropServices;
using Cekura.Guard;
using Cekura.Runs.Guard;

Session.Leave();

// The signals that end a test run are no reason for its guard to go: they are what it is there for.
var signals = new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }
    .Select(signal => PosixSignalRegistration.Create(signal, context => context.Cancel = true))
    .ToList();
try
{
    using var parent = new StreamReader(Console.OpenStandardInput());
    await new RunGuard(TimeProvider.System).WatchAsync(parent);
}
finally
{
    signals.ForEach(signal => signal.Dispose());
}
