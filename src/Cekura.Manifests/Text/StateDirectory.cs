namespace Cekura.Manifests.Text;

/// <summary>The folder in which this machine remembers what it ran. What is in it is its owner's alone.</summary>
internal static class StateDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Where it is when the setting <c>StateDirectory</c> names no other: <c>~/.cekura/state</c>.</summary>
    /// <param name="home">The user's home folder; empty: there is none, and the path is one that nothing reads or writes.</param>
    public static string Default(string home) => HomeFolder.PathIn(home, ".cekura", "state");

    /// <summary>Makes a folder and what is missing above it, all open to their owner alone where the system knows such a thing.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    internal static void Create(string path)
    {
        HomeFolder.Require(path);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            // The mode is the last folder's alone; those above it would be open to all.
            if (Path.GetDirectoryName(path) is { Length: > 0 } parent && !Directory.Exists(parent))
            {
                Create(parent);
            }

            Directory.CreateDirectory(path, OwnerOnly);
        }
    }
}
