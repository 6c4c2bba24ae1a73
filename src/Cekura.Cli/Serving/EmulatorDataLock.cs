using Cekura.Cli.Output;

namespace Cekura.Cli.Serving;

/// <summary>
/// Keeps a data file for one emulator: two would write over each other what was done with them. The lock is on a file beside it, because
/// the data file itself is replaced with each change. The system lets go of it with the process, however that ends.
/// </summary>
internal sealed class EmulatorDataLock : IDisposable
{
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolation = unchecked((int)0x80070020);

    private readonly FileStream _file;

    private EmulatorDataLock(FileStream file) => _file = file;

    /// <exception cref="CommandException">Another emulator has it.</exception>
    /// <exception cref="IOException">Nothing can be written there.</exception>
    /// <exception cref="UnauthorizedAccessException">Nothing may be written there.</exception>
    public static EmulatorDataLock Take(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            return new(new FileStream($"{path}.lock", options));
        }
        catch (IOException e) when (e.HResult is WouldBlockOnLinux or WouldBlockOnMac or SharingViolation)
        {
            throw CommandException.Usage(
                $"{path} is kept by another emulator that is running. Two would write over each other's work, so nothing is served. Stop the other one, or give another file."
            );
        }
    }

    public void Dispose() => _file.Dispose();
}
