using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Cekura.Runs.Processes;

/// <summary>One process, told apart from a later one that was given the same id.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Started">When it started, in the words of the system; to be compared, not read.</param>
/// <param name="Place">Where ids mean what they mean here: the machine since it was started, and the container.</param>
internal sealed record ProcessIdentity(int Id, string Started, string Place)
{
    private const string Unknown = "";

    private static string Here { get; } =
        OperatingSystem.IsLinux()
            ? $"{Environment.MachineName} {Read("/proc/sys/kernel/random/boot_id")} {new FileInfo("/proc/self/ns/pid").LinkTarget}"
            : Environment.MachineName;

    /// <summary>This process.</summary>
    /// <remarks>Stands after the place, of which it is made.</remarks>
    public static ProcessIdentity Current { get; } = Of(Environment.ProcessId) ?? new(Environment.ProcessId, Unknown, Here);

    /// <summary>Whether it runs; null where that cannot be known, as of a process of another machine.</summary>
    public bool? IsAlive =>
        Place == Here && Started != Unknown
            ? StartOf(Id) switch
            {
                null => false,
                Unknown => null,
                var started => started == Started,
            }
            : null;

    /// <summary>The process that has this id now; null: none has.</summary>
    public static ProcessIdentity? Of(int id) => StartOf(id) is { } started ? new ProcessIdentity(id, started, Here) : null;

    /// <summary>Whether it is certain that this process started after the other one.</summary>
    public bool IsYoungerThan(ProcessIdentity other) =>
        long.TryParse(Started, NumberStyles.None, CultureInfo.InvariantCulture, out var mine)
        && long.TryParse(other.Started, NumberStyles.None, CultureInfo.InvariantCulture, out var its)
        && mine > its;

    private static string? StartOf(int id)
    {
        if (OperatingSystem.IsLinux())
        {
            // The state is the first field after the name; a zombie has ended, and only waits for somebody to hear of it.
            return StatusOf(id) is { Length: > 19 } status
                ? status[0] is "Z" or "X"
                    ? null
                    : status[19]
                : null;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            return process.HasExited ? null : process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return null;
        }
        catch (Win32Exception)
        {
            // It is there, and somebody else's.
            return Unknown;
        }
    }

    /// <summary>
    /// The fields of <c>/proc/ID/stat</c> after the name, which may hold anything: state, parent, group, session and so on (Linux); null:
    /// there is no such process.
    /// </summary>
    internal static string[]? StatusOf(int id) =>
        Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat")) is { } text
            ? text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            : null;

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path).TrimEnd('\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
