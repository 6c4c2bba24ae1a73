using System.Runtime.InteropServices;
using Cekura.Guard;
using Cekura.Runs.Processes;

namespace Cekura.Cli.Emulation;

/// <summary>
/// This program as the guard beside itself: it ends the agents that an emulator launched when the emulator's process is killed.
/// </summary>
internal static class AgentGuard
{
    /// <summary>What makes this program a guard, in the place of a command.</summary>
    public const string Verb = "--guard";

    /// <summary>This program as the guard.</summary>
    public static GuardProgram Program { get; } =
        new(
            Path.Combine(AppContext.BaseDirectory, "cekura.dll"),
            Path.Combine(AppContext.BaseDirectory, "cekura.runtimeconfig.json"),
            Verb
        );

    /// <summary>Watches over what the emulator launches.</summary>
    /// <param name="say">Hears that there is no guard.</param>
    public static LaunchGuard Over(Action<string> say) =>
        new(Program, error => say($"cekura: there is no guard that ends launched agents if this process is killed: {error}"));

    /// <summary>The work of the guard's process.</summary>
    public static async Task RunAsync()
    {
        Session.Leave();

        // The signals that end its parent are no reason for it to go: they are what it is there for.
        var signals = new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }
            .Select(signal => PosixSignalRegistration.Create(signal, context => context.Cancel = true))
            .ToList();
        using var parent = new StreamReader(Console.OpenStandardInput());
        await LaunchWatch.WatchAsync(parent, TimeProvider.System);
        signals.ForEach(signal => signal.Dispose());
    }
}
