using System.Diagnostics;

namespace Cekura.Cli.Opening;

/// <summary>How the machine opens an address in the user's browser, where there is a screen to show it on.</summary>
internal static class Browser
{
    /// <summary>The program that opens it; null where the output is no terminal, or nobody sits at a screen of this machine.</summary>
    /// <param name="address">The address.</param>
    /// <param name="isTerminal">Whether the command writes to a terminal.</param>
    /// <param name="system">Which system it is.</param>
    /// <param name="variable">Reads a variable of the environment; null where it is not set.</param>
    public static ProcessStartInfo? Starting(Uri address, bool isTerminal, OSPlatformKind system, Func<string, string?> variable)
    {
        if (!isTerminal || variable("SSH_CONNECTION") is not null || variable("CI") is not null)
        {
            return null;
        }

        return system switch
        {
            OSPlatformKind.Windows => new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true },
            OSPlatformKind.MacOS => Silent("open", address),
            _ => variable("DISPLAY") is not null || variable("WAYLAND_DISPLAY") is not null ? Silent("xdg-open", address) : null,
        };
    }

    /// <summary>The system of this process.</summary>
    public static OSPlatformKind System =>
        OperatingSystem.IsWindows() ? OSPlatformKind.Windows
        : OperatingSystem.IsMacOS() ? OSPlatformKind.MacOS
        : OSPlatformKind.Other;

    private static ProcessStartInfo Silent(string program, Uri address) =>
        new(program, [address.AbsoluteUri])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
}
