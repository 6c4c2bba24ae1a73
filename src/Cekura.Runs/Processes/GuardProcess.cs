using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Cekura.Runs.Processes;

/// <summary>The guard beside this process. It lives until this process ends or lets go of it, whichever comes first.</summary>
internal sealed class GuardProcess : IDisposable
{
    private static readonly string[] LeavesGroup = ["/usr/bin/setsid", "/bin/setsid"];

    private const string SystemShell = "/bin/sh";

    // What ends a test host with all that it started, such as a watch for hangs, finds the guard by its parents. So its parent is gone: the
    // shell starts another one, which says the guard's exit code at the end, and ends. The guard reads this process's pipe all the same.
    // What a shell runs in the background has no line of its own about its end.
    private const string Apart = """exec 3<&0 4>&2; { "$@" <&3 2>&4 3<&- 4>&- & exec 3<&- 4>&-; wait $!; echo $?; } 2>/dev/null &""";

    private readonly Process _process;
    private readonly Action<string> _lost;
    private readonly Lock _gate = new();
    private bool _letGo;

    private GuardProcess(Process process, Action<string> lost, bool isApart)
    {
        _process = process;
        _lost = lost;
        if (isApart)
        {
            new Thread(ReadExitCode, 128 * 1024) { IsBackground = true, Name = "Cekura guard" }.Start();
        }
        else
        {
            process.Exited += (_, _) => OnExited(process.ExitCode.ToString(CultureInfo.InvariantCulture));
            process.EnableRaisingEvents = true;
        }
    }

    /// <summary>Starts a guard.</summary>
    /// <param name="program">What it runs.</param>
    /// <param name="orders">What it is told first, a line; it travels through a pipe that only the guard reads.</param>
    /// <param name="lost">Called once, on another thread, with the reason, when the guard ends although nobody let it go.</param>
    /// <exception cref="IOException">It cannot be started: a file is missing, or the system refused.</exception>
    public static GuardProcess Start(GuardProgram program, string orders, Action<string> lost)
    {
        foreach (var file in new[] { program.Dll, program.RuntimeConfig }.Where(file => !File.Exists(file)))
        {
            throw new FileNotFoundException($"{file} does not exist.", file);
        }

        // It leaves the group of the test run by itself too, but not before its runtime is up: what kills the group meanwhile must not kill
        // it.
        var leave = OperatingSystem.IsLinux() ? Array.Find(LeavesGroup, File.Exists) : null;
        var isApart = !OperatingSystem.IsWindows() && File.Exists(SystemShell);
        string[] command =
        [
            .. leave is null ? Array.Empty<string>() : [leave],
            .. isApart ? [SystemShell, "-c", Apart, SystemShell] : Array.Empty<string>(),
            Dotnet(),
            "exec",
            "--runtimeconfig",
            program.RuntimeConfig,
            program.Dll,
            .. program.Arguments,
        ];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            CreateNoWindow = true,

            // Whoever waits for the streams of the test run must not wait for the guard.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // It takes its key from the pipe, and nothing else that the test run knows.
        ChildEnvironment.WithholdKeys(start.Environment, passed: []);
        start.Environment.Remove("DOTNET_STARTUP_HOOKS");

        // It does next to nothing, whatever its program is made for.
        start.Environment["DOTNET_gcServer"] = "0";
        if (OperatingSystem.IsWindows())
        {
            start.CreateNewProcessGroup = true;
        }

        try
        {
            var process = Process.Start(start) ?? throw new IOException("The system started no process.");
            var guard = new GuardProcess(process, lost, isApart);
            guard.Tell(orders);
            return guard;
        }
        catch (Win32Exception e)
        {
            throw new IOException($"{start.FileName} could not be started: {e.Message}", e);
        }
    }

    /// <summary>Tells it something, a line. One that is gone has said so.</summary>
    public void Tell(string line)
    {
        try
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // Its end is told of by itself.
        }
    }

    /// <summary>Lets it go with a last line, after which it may end at any moment.</summary>
    public void LetGo(string line)
    {
        LetGo();
        Tell(line);
        Dispose();
    }

    /// <summary>Closes the pipe: the guard ends what the journal has open, which is nothing when it was closed in good order.</summary>
    public void Dispose()
    {
        LetGo();
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It is gone already.
        }

        _process.Dispose();
    }

    private void LetGo()
    {
        lock (_gate)
        {
            _letGo = true;
        }
    }

    private void ReadExitCode()
    {
        try
        {
            OnExited(_process.StandardOutput.ReadToEnd().Trim());
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // It was let go, and its pipes were closed.
        }
    }

    private void OnExited(string exitCode)
    {
        lock (_gate)
        {
            if (!_letGo)
            {
                var said = _process.StandardError.ReadLine();
                _lost(
                    !string.IsNullOrWhiteSpace(said) ? said
                    : exitCode.Length > 0 ? "it ended with exit code " + exitCode + "."
                    : "it ended."
                );
            }
        }
    }

    /// <summary>The program that runs this process's runtime; a test host may be a program of its own.</summary>
    private static string Dotnet()
    {
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
    }
}
