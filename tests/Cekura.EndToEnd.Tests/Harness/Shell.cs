using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>Whoever started <c>dotnet test</c> and may send signals to it, or to its parts (Linux).</summary>
internal sealed class Shell
{
    private readonly ConcurrentQueue<(string Line, long At)> _lines = new();

    /// <summary>Id of the <c>dotnet</c> process and of its group.</summary>
    public int Group { get; private set; }

    public void Began(int process) => Group = process;

    public void Said(string? line) => _lines.Enqueue((line ?? "", Stopwatch.GetTimestamp()));

    /// <summary>When the first line was printed that contains <paramref name="text"/>; null: none was.</summary>
    public long? Heard(string text) =>
        _lines
            .Where(entry => entry.Line.Contains(text, StringComparison.OrdinalIgnoreCase))
            .Select(entry => (long?)entry.At)
            .FirstOrDefault();

    /// <summary>Id of the process of the group in which the adapter runs.</summary>
    public int TestHost => TestHostIfAny!.Value;

    /// <summary>The same; null while it does not live.</summary>
    public int? TestHostIfAny =>
        Processes()
            .Where(process =>
                process.Command.Contains("testhost", StringComparison.Ordinal)
                && !process.Command.Contains("vstest.console", StringComparison.Ordinal)
            )
            .Select(process => (int?)process.Id)
            .FirstOrDefault();

    /// <summary>Id of the test platform; null while it does not live.</summary>
    public int? PlatformIfAny =>
        Processes()
            .Where(process => process.Command.Contains("vstest.console.dll", StringComparison.Ordinal))
            .Select(process => (int?)process.Id)
            .FirstOrDefault();

    /// <summary>Whether anything of the group lives.</summary>
    public bool IsAlive => Processes().Any();

    /// <summary>
    /// Ids of the processes of the program that the tests of a project are on Microsoft.Testing.Platform: the one that runs them, and the
    /// one that watches over it; null without one.
    /// </summary>
    public (int TestHost, int? Watch) Program(GeneratedProject project)
    {
        var own = Processes()
            .Where(process => process.Command.StartsWith(Path.Combine(project.Output, project.Name), StringComparison.Ordinal))
            .ToList();
        var watched = own.FindIndex(process => process.Command.Contains("--internal-testhostcontroller-pid", StringComparison.Ordinal));
        return watched < 0 ? (own[0].Id, null) : (own[watched].Id, own[1 - watched].Id);
    }

    /// <summary>Id of the guard beside the test host.</summary>
    public int Guard => GuardOf(TestHost);

    /// <summary>Id of the guard beside a test host: no child of it, but with the same variables.</summary>
    public static int GuardOf(int testHost)
    {
        var state = StateOf(testHost);
        return All()
            .First(process =>
                process.Command.Contains("Cekura.Guard.dll", StringComparison.Ordinal)
                && !process.Command.StartsWith("/bin/sh", StringComparison.Ordinal)
                && StateOf(process.Id) == state
            )
            .Id;
    }

    /// <summary>Sends a signal; a negative number is a group.</summary>
    /// <returns>The moment just before, as a timestamp.</returns>
    public static async Task<long> SignalAsync(string signal, int process)
    {
        var before = Stopwatch.GetTimestamp();
        using var kill = Process.Start("kill", ["-s", signal, "--", process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        return before;
    }

    private static string StateOf(int process) =>
        File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/environ"))
            .Split('\0')
            .Single(variable => variable.StartsWith("CEKURA_STATE_DIRECTORY=", StringComparison.Ordinal));

    private IEnumerable<(int Id, int Parent, string Command)> Processes() => All(Group);

    // Of those of other groups no more is read than tells that they are: a busy machine has many. The guard has a group of its own.
    private static IEnumerable<(int Id, int Parent, string Command)> All(int? group = null)
    {
        var session = group?.ToString(CultureInfo.InvariantCulture);
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                continue;
            }

            string[] status;
            string command;
            try
            {
                // The name in parentheses may hold anything; what follows it is numbers: state, parent, group, session.
                status = File.ReadAllText(Path.Combine(folder, "stat")).Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (session is not null && status[3] != session)
                {
                    continue;
                }

                command = File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ');
            }
            catch (IOException)
            {
                continue;
            }

            yield return (id, int.Parse(status[1], CultureInfo.InvariantCulture), command);
        }
    }
}
