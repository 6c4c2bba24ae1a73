using System.Buffers;

namespace Cekura.Reports.Files;

/// <summary>
/// Files beside a report, while it is written. A process that is killed may leave one; the next report in the folder deletes it, and
/// nothing else: only names that none but us gives, that have not been touched for a while, and that nobody has open.
/// </summary>
internal static class UnfinishedFile
{
    private const string Prefix = ".cekura-report-";
    private const string Suffix = ".tmp";
    private const int DigitCount = 32;

    private static readonly TimeSpan Untouched = TimeSpan.FromMinutes(10);
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>A new name in a folder.</summary>
    public static string NameIn(string directory) => Path.Combine(directory, $"{Prefix}{Guid.NewGuid():n}{Suffix}");

    /// <summary>Deletes what processes that are gone left. What cannot be deleted stays, and costs nothing else.</summary>
    public static void Sweep(string directory)
    {
        try
        {
            foreach (var file in Directory.EnumerateFiles(directory, $"{Prefix}*{Suffix}"))
            {
                if (IsOurs(Path.GetFileName(file)) && DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > Untouched)
                {
                    Delete(file);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder goes away meanwhile, or may not be read.
        }
    }

    private static bool IsOurs(string name) =>
        name.Length == Prefix.Length + DigitCount + Suffix.Length && !name.AsSpan(Prefix.Length, DigitCount).ContainsAnyExcept(Digits);

    private static void Delete(string file)
    {
        try
        {
            using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
                // Nobody else has it open.
            }

            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is in use, or somebody else's to delete.
        }
    }
}
