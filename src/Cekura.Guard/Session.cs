using System.Runtime.InteropServices;

namespace Cekura.Guard;

/// <summary>Takes this process out of the group of the test run, so that what kills the group does not kill the guard.</summary>
internal static partial class Session
{
    public static void Leave()
    {
        if (!OperatingSystem.IsWindows())
        {
            // Fails only for a process that leads a group already, which is as good.
            _ = SetSid();
        }
    }

    [LibraryImport("libc", EntryPoint = "setsid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetSid();
}
