using System.Globalization;

namespace Cekura.Benchmarks.Bench;

/// <summary>
/// Looks how much memory the test hosts below a process need. The system keeps the highest value of each process, so a look now and then
/// is enough; only Linux tells it of other processes.
/// </summary>
internal sealed class HostWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<int, bool> _known = [];

    public long? PeakBytes { get; private set; }

    /// <summary>Looks until the process has ended.</summary>
    public async Task WatchAsync(int root, CancellationToken cancellationToken)
    {
        while (OperatingSystem.IsLinux() && Directory.Exists($"/proc/{root}"))
        {
            foreach (var host in Hosts())
            {
                Look(host);
            }

            await Task.Delay(Interval, cancellationToken);
        }
    }

    private IEnumerable<int> Hosts() =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(directory =>
                int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0
            )
            .Where(id => id > 0 && IsHost(id));

    // Of one benchmark there is one host at a time; another one would belong to whoever else runs tests, and is older or of another
    // session.
    private bool IsHost(int id)
    {
        if (!_known.TryGetValue(id, out var isHost))
        {
            _known[id] = isHost =
                Read($"/proc/{id}/cmdline") is { } command
                && (command.Contains("testhost", StringComparison.Ordinal) || command.Contains("dotnettestcli", StringComparison.Ordinal))
                && command.Contains(Workbench.Prefix, StringComparison.Ordinal);
        }

        return isHost;
    }

    private void Look(int id)
    {
        var line = Read($"/proc/{id}/status")?.Split('\n').FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        if (
            line is not null
            && long.TryParse(
                line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal),
                CultureInfo.InvariantCulture,
                out var kilobytes
            )
        )
        {
            PeakBytes = Math.Max(PeakBytes ?? 0, kilobytes * 1024);
        }
    }

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile.
            return null;
        }
    }
}
