using System.Globalization;
using Cekura.Runs.Processes;

namespace Cekura.TestHost;

/// <summary>
/// Who waits for the results of this test host: the test platform, and the <c>dotnet test</c> above it. Either can be killed alone, even
/// before this process lives; no signal tells of that, and the results would not be seen of what is started then. On
/// Microsoft.Testing.Platform the tests are a program, and <c>dotnet test</c> starts it itself.
/// </summary>
internal sealed class Launcher
{
    private const string Platform = "--parentprocessid";
    private const string Correlation = "--testSessionCorrelationId:";
    private const string Pipe = "--dotnet-test-pipe";
    private const string Controller = "--internal-testhostcontroller-pid";

    // Programs that carry out "dotnet test", or a build that tests.
    private static readonly string[] Builders = ["dotnet", "msbuild", "mono"];

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly List<ProcessIdentity> _waiting = [];
    private bool _isGone;

    private Launcher() { }

    /// <summary>Whether one of them is gone; false where that cannot be known.</summary>
    public bool IsGone => _isGone |= _waiting.Exists(process => process.IsAlive is false);

    /// <summary>Finds what started this process.</summary>
    /// <remarks>
    /// The platform says its id on the command line, everywhere. What is above it is known where the system shows processes as files
    /// (Linux).
    /// </remarks>
    public static Launcher Find()
    {
        var launcher = new Launcher();
        var command = Environment.GetCommandLineArgs();
        var controller = ControllerOf(command);
        if (controller is { } watching)
        {
            launcher.WaitsFor(watching);
        }

        if (OperatingSystem.IsLinux() && IsOfDotnetTest(command))
        {
            launcher.AddParentOf(controller ?? Environment.ProcessId);
            return launcher;
        }

        var platform = Number(After(command, Platform));
        if (platform is { } named)
        {
            launcher.WaitsFor(named);
        }

        if (OperatingSystem.IsLinux() && platform is { } shown)
        {
            launcher.AddAbove(shown);
        }

        return launcher;
    }

    /// <summary>Ends when one of them is gone; never where that cannot be known.</summary>
    public async Task WhenGoneAsync(CancellationToken cancellationToken)
    {
        if (_waiting.Count == 0)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        }

        while (!IsGone)
        {
            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether <c>dotnet test</c> started this process as the program that the tests are, and listens to it.</summary>
    internal static bool IsOfDotnetTest(IEnumerable<string> command) => command.Contains(Pipe, StringComparer.Ordinal);

    /// <summary>
    /// The process of the same program that watches over this one, for hangs and crashes, and passes its results on; null without one.
    /// </summary>
    internal static int? ControllerOf(string[] command) => Number(After(command, Controller));

    /// <summary>
    /// The process of <c>dotnet test</c>, which is part of the id that it gives its test session; null where it gave none.
    /// </summary>
    internal static int? LauncherOf(IEnumerable<string> platformCommand) =>
        Number(
            platformCommand
                .FirstOrDefault(argument => argument.StartsWith(Correlation, StringComparison.OrdinalIgnoreCase))
                ?[Correlation.Length..].Split('_')
                is [var id, _, ..]
                ? id
                : null
        );

    /// <summary>
    /// Whether a platform whose parent is no <c>dotnet</c> has lost the one that started it, as far as what is left shows: <c>dotnet
    /// test</c> writes command lines in its own way, and only a process's first parent is in the same session, unless the process leads
    /// one. An IDE tells the platform itself whom to outlive.
    /// </summary>
    internal static bool IsOrphan(string[] platformCommand, bool leadsSession, bool isInSessionOfParent) =>
        !Array.Exists(platformCommand, argument => argument.Contains("parentprocessid", StringComparison.OrdinalIgnoreCase))
        && (
            (!leadsSession && !isInSessionOfParent)
            || (
                platformCommand.Contains("--nologo", StringComparer.Ordinal)
                && Array.Exists(platformCommand, argument => argument.StartsWith("--logger:Console;Verbosity=", StringComparison.Ordinal))
            )
        );

    // A parent of another name may be there for one that is lost. A program that is started after that ends by itself, because it finds no
    // one to listen.
    private void AddParentOf(int child)
    {
        if (
            ProcessIdentity.StatusOf(child) is [_, var parent, ..]
            && Number(parent) is > 1 and var id
            && CommandOf(id) is [var program, ..]
            && Builders.Contains(Path.GetFileNameWithoutExtension(program), StringComparer.OrdinalIgnoreCase)
        )
        {
            WaitsFor(id);
        }
    }

    private void AddAbove(int platform)
    {
        var command = CommandOf(platform);
        if (LauncherOf(command) is { } launcher)
        {
            // One that started after the platform is another process, with the id of one that is gone.
            _isGone |= ProcessIdentity.Of(launcher) is { } found && ProcessIdentity.Of(platform) is { } child && found.IsYoungerThan(child);
            WaitsFor(launcher);
        }
        else if (ProcessIdentity.StatusOf(platform) is [_, var parent, _, var session, ..] && Number(parent) is > 0 and var id)
        {
            if (
                CommandOf(id) is [var program, ..]
                && Builders.Contains(Path.GetFileNameWithoutExtension(program), StringComparer.OrdinalIgnoreCase)
            )
            {
                WaitsFor(id);
            }
            else
            {
                _isGone |=
                    command.Length > 0
                    && IsOrphan(
                        command,
                        leadsSession: Number(session) == platform,
                        isInSessionOfParent: ProcessIdentity.StatusOf(id) is [_, _, _, var its, ..] && its == session
                    );
            }
        }
    }

    private void WaitsFor(int id)
    {
        if (ProcessIdentity.Of(id) is { } process)
        {
            _waiting.Add(process);
        }
        else
        {
            _isGone = true;
        }
    }

    private static string? After(string[] arguments, string name) =>
        Array.IndexOf(arguments, name) is >= 0 and var index && index + 1 < arguments.Length ? arguments[index + 1] : null;

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string[] CommandOf(int process)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/cmdline"))
                .Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
