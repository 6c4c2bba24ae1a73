using System.Globalization;

namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>The processes of this machine, as everybody on it can see them.</summary>
internal static class Processes
{
    /// <summary>Id and command line of each; none where the system does not show them as files.</summary>
    public static IReadOnlyList<(int Id, string CommandLine)> All()
    {
        var found = new List<(int, string)>();
        foreach (var folder in Directory.Exists("/proc") ? Directory.EnumerateDirectories("/proc") : [])
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                try
                {
                    found.Add((id, File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ')));
                }
                catch (IOException)
                {
                    // It has just ended.
                }
            }
        }

        return found;
    }
}
