using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cekura.Runs.State;

namespace Cekura.Runs.Journal;

/// <summary>
/// Where journals are kept: a file a session, which its process holds open and so locked. The lock is the lease: the system gives it back
/// however the process ends, and whoever gets it may go on with what the file says.
/// </summary>
internal static class JournalFiles
{
    private const string Extension = ".jsonl";

    /// <summary>How long a journal in which everything is closed stays.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public static string FolderOf(string stateDirectory) => Path.Combine(stateDirectory, "starts");

    /// <summary>Every journal, the newest first.</summary>
    public static IReadOnlyList<string> NewestFirst(string stateDirectory) =>
        Directory.Exists(FolderOf(stateDirectory))
            ? [.. Directory.EnumerateFiles(FolderOf(stateDirectory), "*" + Extension).OrderByDescending(Path.GetFileName, StringComparer.Ordinal)]
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

        var name = string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyyMMdd-HHmmss-fff}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}{Extension}");
        return new FileStream(Path.Combine(FolderOf(stateDirectory), name), options);
    }

    /// <summary>Opens a journal whose process is gone, and locks it; null while somebody holds it.</summary>
    public static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes a line in one piece, and waits until the disk has it. A process that dies tears at most its last line.</summary>
    public static void Append(FileStream file, string line)
    {
        file.Write(Encoding.UTF8.GetBytes(line + "\n"));
        file.Flush(flushToDisk: true);
    }

    /// <summary>Deletes a journal in which everything is closed, once nobody can want to adopt anything of it.</summary>
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
