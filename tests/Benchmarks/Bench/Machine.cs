using System.Globalization;
using System.Runtime.InteropServices;

namespace Cekura.Benchmarks.Bench;

/// <summary>On what was measured; nothing that names the machine.</summary>
internal static class Machine
{
    private const double Gigabyte = 1024.0 * 1024 * 1024;

    public static string Describe() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Gigabyte:0} GB, {System()}, {RuntimeInformation.FrameworkDescription}"
        );

    /// <summary>How many programs want a core, on average over a minute; null where the system does not say.</summary>
    public static double? Load() =>
        File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : null;

    private static string System() =>
        OperatingSystem.IsWindows() ? "Windows"
        : OperatingSystem.IsMacOS() ? "macOS"
        : "Linux";
}
