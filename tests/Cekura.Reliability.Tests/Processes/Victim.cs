using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Cekura.Reliability.Tests.Processes;

/// <summary>A process that runs a session, to be killed.</summary>
internal sealed class Victim : IDisposable
{
    public const string Key = "canary-key-0123456789";

    public const string Guarded = "guarded";

    private readonly Process _process;

    private Victim(Process process) => _process = process;

    public static string GuardProgram => Beside("Cekura.Guard.dll");

    public static string RuntimeConfig => Beside("Cekura.Reliability.Tests.runtimeconfig.json");

    public static Victim Start(Uri api, string state, bool guarded)
    {
        var dotnet = Path.Combine(Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")), "dotnet");
        var start = new ProcessStartInfo(dotnet, ["exec", Beside("Cekura.Reliability.Tests.dll"), api.OriginalString, state, .. guarded ? [Guarded] : Array.Empty<string>()])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        return new Victim(Process.Start(start)!);
    }

    public void Kill() => _process.Kill();

    public async Task<string> OutputAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return output;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);
}
