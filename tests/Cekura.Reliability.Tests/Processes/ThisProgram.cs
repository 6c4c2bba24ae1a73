using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Cekura.Reliability.Tests.Processes;

/// <summary>This program in a process of its own, with arguments: to be killed, or to be alone.</summary>
internal sealed class ThisProgram : IDisposable
{
    private readonly Process _process;

    private ThisProgram(Process process) => _process = process;

    public static string RuntimeConfig => Beside("Cekura.Reliability.Tests.runtimeconfig.json");

    public static ThisProgram Start(params IReadOnlyList<string> arguments)
    {
        var dotnet = Path.Combine(Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")), "dotnet");
        var start = new ProcessStartInfo(dotnet, ["exec", Beside("Cekura.Reliability.Tests.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        return new ThisProgram(Process.Start(start)!);
    }

    public static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);

    public void Kill(bool withAll = false) => _process.Kill(entireProcessTree: withAll);

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
}
