using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cekura.Manifests.Text;

namespace Cekura.Runs.Starts;

/// <summary>
/// Where journals are kept: a file a session, which its process holds open and so locked. The lock is the lease: the system gives it back
/// however the process ends, and the process that gets it may resume what the file says.
/// </summary>
internal static class JournalFiles
{
    private const string Extension = ".jsonl";

    /// <summary>How long a journal in which everything is closed stays.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private const long MaxBytes = 64 << 20;

    // What the systems say of a file that another process has open: Windows, Linux, macOS.
    private static readonly int[] Held = [unchecked((int)0x80070020), 11, 35];

    public static string FolderOf(string stateDirectory) => Path.Combine(stateDirectory, "starts");

    /// <summary>Whatever is named like a journal, the newest first.</summary>
    public static IReadOnlyList<string> NewestFirst(string stateDirectory) =>
        HomeFolder.Has(stateDirectory) && Directory.Exists(FolderOf(stateDirectory))
            ?
            [
                .. Directory
                    .EnumerateFileSystemEntries(FolderOf(stateDirectory), "*" + Extension)
                    .OrderByDescending(Path.GetFileName, StringComparer.Ordinal),
            ]
            : [];

    /// <summary>Makes a new file, open to its owner alone and locked.</summary>
    public static FileStream Create(string stateDirectory, DateTimeOffset now)
    {
        StateDirectory.Create(FolderOf(stateDirectory));
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{now.UtcDateTime:yyyyMMdd-HHmmss-fff}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}{Extension}"
        );
        return new FileStream(Path.Combine(FolderOf(stateDirectory), name), options);
    }

    /// <summary>Opens a journal, and locks it.</summary>
    /// <returns>The file; or null, with the reason unless another process holds it, it is gone, or there is nothing in it.</returns>
    public static (FileStream? File, string? Error) Lock(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                return (null, "It is a folder.");
            }

            // Pipes and devices have no length either, and to open one may wait for ever.
            if (new FileInfo(path) is not { Exists: true, Length: > 0 } info)
            {
                return default;
            }

            if (info.Length > MaxBytes)
            {
                return (null, "It is longer than any journal.");
            }

            return (
                new FileStream(
                    path,
                    new FileStreamOptions
                    {
                        Mode = FileMode.Open,
                        Access = FileAccess.ReadWrite,
                        Share = FileShare.None,
                        BufferSize = 0,
                    }
                ),
                null
            );
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException || IsHeld(e))
        {
            return default;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, e.Message);
        }
    }

    /// <summary>
    /// Whether the lock of a file keeps others away: some file systems have no locks, and the runtime can be told to do without.
    /// </summary>
    public static bool IsLocked(FileStream file)
    {
        try
        {
            using var second = new FileStream(
                file.Name,
                new FileStreamOptions
                {
                    Mode = FileMode.Open,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.None,
                    BufferSize = 0,
                }
            );
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>Writes a line in one piece, and waits until the disk has it. A process that dies tears at most its last line.</summary>
    public static void Append(FileStream file, string line)
    {
        file.Write(Encoding.UTF8.GetBytes(line + "\n"));
        file.Flush(flushToDisk: true);
    }

    private static bool IsHeld(Exception e) => e is IOException && Array.IndexOf(Held, e.HResult) >= 0;

    /// <summary>Deletes a journal in which everything is closed, once nothing of it can be adopted any more.</summary>
    public static void Forget(string path, DateTimeOffset started, DateTimeOffset now)
    {
        if (now - started < Kept)
        {
            return;
        }

        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next session tries again.
        }
    }
}
