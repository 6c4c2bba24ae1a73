using System.Diagnostics;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Launch;

/// <summary>How the program of an agent is started: without a shell, in its folder, with the variables that it may have.</summary>
internal static class AgentStart
{
    /// <summary>The start of a program.</summary>
    /// <param name="command">A path starts in the folder, as a shell has it; a mere name is searched in PATH.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="directory">The folder.</param>
    public static ProcessStartInfo Of(string command, IEnumerable<string> arguments, string directory)
    {
        var start = new ProcessStartInfo
        {
            FileName = command.Contains('/', StringComparison.Ordinal) ? Path.GetFullPath(command, directory) : command,
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    /// <summary>Sets its variables: what it inherits without Cekura's keys, and what the seed says.</summary>
    public static void Give(ProcessStartInfo start, IEnumerable<KeyValuePair<string, string>> variables, IReadOnlyList<string> passed)
    {
        InheritedVariables.Restrict(start.Environment, passed);
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }
    }
}
