using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Cekura.Runs.Processes;

/// <summary>Starts programs on this machine, without a shell.</summary>
/// <param name="begin">Starts a process of which everything else is said; null: it just starts.</param>
internal sealed class SystemCommandStarter(Action<Process>? begin = null) : ICommandStarter
{
    private readonly Action<Process> _begin = begin ?? (process => process.Start());

    // Python keeps what it writes to a pipe to itself without it, and an answer would never come.
    private const string Unbuffered = "PYTHONUNBUFFERED";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public IStartedCommand Start(Command command)
    {
        var process = new Process { StartInfo = Info(command) };
        try
        {
            _begin(process);
            return new SystemCommand(process, command.Converses);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            process.Dispose();
            throw new ProcessException(
                $"The command \"{command.Line[0]}\" cannot be started in {command.WorkingDirectory}: {e.Message}",
                e
            );
        }
    }

    private static ProcessStartInfo Info(Command command)
    {
        var info = new ProcessStartInfo(Program(command), command.Line.Skip(1))
        {
            WorkingDirectory = command.WorkingDirectory,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
            StandardErrorEncoding = Utf8,
        };
        ChildEnvironment.WithholdKeys(info.Environment, command.PassVariables);
        if (command.Converses)
        {
            info.Environment.TryAdd(Unbuffered, "1");
        }

        foreach (var (name, value) in command.Environment)
        {
            info.Environment[name] = value;
        }

        return info;
    }

    // The runtime looks for "./dial.sh" in the folder of this process, not in that of the command.
    private static string Program(Command command)
    {
        var program = command.Line[0];
        return program.AsSpan().IndexOfAny('/', Path.DirectorySeparatorChar) >= 0
            ? Path.GetFullPath(program, command.WorkingDirectory)
            : program;
    }
}
