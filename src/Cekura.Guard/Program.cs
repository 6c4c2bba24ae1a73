using System.Runtime.InteropServices;
using Cekura.Client;
using Cekura.Guard;
using Cekura.Runs.Starts;

Session.Leave();

// The signals that end a test run are no reason for its guard to go: they are what it is there for.
var signals = new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }
    .Select(signal => PosixSignalRegistration.Create(signal, context => context.Cancel = true))
    .ToList();
try
{
    using var parent = new StreamReader(Console.OpenStandardInput());
    await new RunGuard(Connect, TimeProvider.System).WatchAsync(parent);
}
finally
{
    signals.ForEach(signal => signal.Dispose());
}

static CekuraClient Connect(GuardOrders orders) =>
    new(
        new CekuraClientOptions
        {
            BaseAddress = orders.ApiUrl,
            ApiKey = orders.ApiKey,
            Retry = new RetryOptions { MaxAttempts = 1 },
        }
    );
