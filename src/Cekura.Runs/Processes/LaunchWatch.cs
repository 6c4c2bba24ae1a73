using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Cekura.Runs.Processes;

/// <summary>
/// The part of the guard process that watches over launched programs: when its parent is gone without a last word, it ends what the parent
/// launched.
/// </summary>
/// <param name="orders">What it was told first.</param>
/// <param name="time">The clock.</param>
internal sealed class LaunchWatch(LaunchOrders orders, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>A program that starts others while it is being ended gets so many looks.</summary>
    private const int MostLooks = 40;

    private readonly string _marked = $"{LaunchOrders.Variable}={orders.Mark}";
    private readonly List<ProcessIdentity> _launched = [];

    /// <summary>Watches as the first line of a parent says; a parent that says something else has nothing to watch.</summary>
    public static async Task WatchAsync(TextReader parent, TimeProvider time, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parent);
        if (LaunchOrders.Read(await parent.ReadLineAsync(cancellationToken).ConfigureAwait(false)) is { } orders)
        {
            await new LaunchWatch(orders, time).WatchAsync(parent, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the end of the parent.</summary>
    /// <param name="parent">The pipe from the parent, after the orders.</param>
    /// <param name="cancellationToken">Stops the guard.</param>
    public async Task WatchAsync(TextReader parent, CancellationToken cancellationToken)
    {
        while (await parent.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (line == LaunchOrders.Over)
            {
                return;
            }

            if (LaunchOrders.ReadLaunched(line) is { } process)
            {
                _launched.Add(process);
            }
        }

        for (var look = 0; look < MostLooks && Living() is { Count: > 0 } living; look++)
        {
            living.ForEach(Kill);
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    // A launched program may have ended before those that it started; where the system shows environments, these are known by the mark.
    private List<int> Living() =>
        [.. _launched.Where(process => process.IsAlive is true).Select(process => process.Id).Concat(Marked()).Distinct()];

    private IEnumerable<int> Marked()
    {
        foreach (var folder in OperatingSystem.IsLinux() ? Directory.EnumerateDirectories("/proc") : [])
        {
            if (
                int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && IsMarked(folder)
                && ProcessIdentity.Of(id) is not null
            )
            {
                yield return id;
            }
        }
    }

    private bool IsMarked(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "environ")).Split('\0').Contains(_marked, StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has just ended, or is somebody else's.
            return false;
        }
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself, or is about to.
        }
    }
}
