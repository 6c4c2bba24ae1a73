using System.Diagnostics;
using System.Globalization;

namespace Cekura.Runs.TestProjects;

/// <summary>
/// The <c>dotnet test</c> above the test platform. When it alone is killed, platform and test host go on as orphans, no signal reaches them, and
/// nobody will see their results.
/// </summary>
internal static class Launcher
{
    private const string Name = "dotnet";

    /// <summary>Ends when it is gone; never where it cannot be known, as on systems without <c>/proc</c>.</summary>
    public static async Task WhenGoneAsync(CancellationToken cancellationToken)
    {
        using var launcher = Find();
        await (launcher?.WaitForExitAsync(cancellationToken) ?? Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken)).ConfigureAwait(false);
    }

    // The parent is the platform, and its parent is the launcher, unless somebody else started the platform.
    private static Process? Find()
    {
        if (ParentOf(Environment.ProcessId) is not { } platform || ParentOf(platform) is not { } id)
        {
            return null;
        }

        try
        {
            var launcher = Process.GetProcessById(id);
            return launcher.ProcessName == Name ? launcher : null;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static int? ParentOf(int process)
    {
        try
        {
            // The name in parentheses may hold anything; what follows it is the state, then the parent.
            var status = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(status[(status.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }
}
