namespace Cekura.Reports.Files;

/// <summary>
/// Files that are there whole or not at all: written beside and renamed. A process that is killed meanwhile, or a disk that is full, leaves
/// the file before.
/// </summary>
internal static class WholeFile
{
    private const int BlockSize = 64 * 1024;

    /// <summary>Writes a file, over one of the same name.</summary>
    /// <param name="path">The file; where it is a link, what it leads to.</param>
    /// <param name="write">Writes what it holds.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, Action<FileStream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var link = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true) : null;
        var target = link?.FullName ?? Path.GetFullPath(path);
        if (IsDevice(target))
        {
            using var device = new FileStream(target, FileMode.Open, FileAccess.Write);
            write(device);
            return;
        }

        var unfinished = UnfinishedFile.NameIn(Path.GetDirectoryName(target)!);
        try
        {
            using (
                var file = new FileStream(
                    unfinished,
                    new FileStreamOptions
                    {
                        Mode = FileMode.CreateNew,
                        Access = FileAccess.Write,
                        BufferSize = BlockSize,
                    }
                )
            )
            {
                write(file);
            }

            File.Move(unfinished, target, overwrite: true);
        }
        finally
        {
            // Gone already when all went well.
            File.Delete(unfinished);
        }
    }

    // "/dev/stdout" leads to one of these, and must not be replaced by a file.
    private static bool IsDevice(string path) =>
        (path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal))
        || path.StartsWith("/proc/", StringComparison.Ordinal);
}
