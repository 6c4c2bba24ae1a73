using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Cekura.Runs.Processes;

namespace Cekura.TestHost;

/// <summary>
/// Keeps the folders of earlier runs in bounds. Several projects may share a results directory, and a job of hours publishes it at its end:
/// what counts is the project's own runs, and nothing of the last day is touched. Deleted are files by the names that we give, one by one,
/// and folders that are empty then: whatever else lies there stays.
/// </summary>
internal static partial class EarlierAttachments
{
    public const int Kept = 10;

    private const string Stamp = "yyyyMMdd-HHmmss-fffffff";

    private static readonly TimeSpan Recent = TimeSpan.FromDays(1);

    /// <summary>The name of a run's folder: the order of names is the order of time.</summary>
    public static string NameOf(string project, DateTimeOffset time, int process) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{time.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture)}-{process}-{MarkOf(project)}"
        );

    /// <summary>
    /// Deletes what earlier runs of a project left, so that with the one that begins now the newest are kept. What cannot be deleted stays,
    /// and costs nothing else.
    /// </summary>
    /// <param name="folder">Where the runs' folders are; it need not exist.</param>
    /// <param name="project">The test project.</param>
    /// <param name="now">The time.</param>
    public static void Prune(string folder, string project, DateTimeOffset now)
    {
        try
        {
            var mark = MarkOf(project);
            foreach (
                var run in Folders(folder)
                    .Where(run => IsOf(run, mark))
                    .OrderByDescending(run => run.Name, StringComparer.Ordinal)
                    .Skip(Kept - 1)
                    .Where(run => IsOver(run, now))
                    .ToList()
            )
            {
                Delete(run);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder is none, goes away meanwhile, or may not be read.
        }
    }

    /// <summary>Whether a folder is that of a run of a project which began then or later.</summary>
    /// <param name="name">Name of the folder.</param>
    /// <param name="project">The test project.</param>
    /// <param name="began">The time.</param>
    public static bool IsOf(string name, string project, DateTimeOffset began) =>
        RunName().Match(name) is { Success: true } parts
        && parts.Groups["mark"].Value == MarkOf(project)
        && string.CompareOrdinal(parts.Groups["time"].Value, began.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture)) >= 0;

    private static IEnumerable<DirectoryInfo> Folders(string folder) =>
        Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateDirectories().Where(found => found.LinkTarget is null) : [];

    private static bool IsOf(DirectoryInfo run, string mark) =>
        RunName().Match(run.Name) is { Success: true } name && name.Groups["mark"].Value == mark;

    private static bool IsOver(DirectoryInfo run, DateTimeOffset now)
    {
        var name = RunName().Match(run.Name);
        return DateTime.TryParseExact(
                name.Groups["time"].Value,
                Stamp,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var began
            )
            && now.UtcDateTime - began >= Recent
            && int.TryParse(name.Groups["process"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var process)
            && ProcessIdentity.Of(process) is null;
    }

    private static void Delete(DirectoryInfo run)
    {
        foreach (var part in Folders(run.FullName))
        {
            if (part.Name == AttachmentFolder.RecordingsName)
            {
                Delete(part, Recording());
            }
            else if (Number().IsMatch(part.Name))
            {
                Delete(part, Text());
            }
        }

        TryDelete(run);
    }

    private static void Delete(DirectoryInfo folder, Regex names)
    {
        foreach (var file in folder.EnumerateFiles().Where(file => names.IsMatch(file.Name)))
        {
            TryDelete(file);
        }

        TryDelete(folder);
    }

    // A folder that is not empty stays.
    private static void TryDelete(FileSystemInfo found)
    {
        try
        {
            found.Delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is in use, or not ours to delete.
        }
    }

    // Names of projects are long, and not only ASCII.
    private static string MarkOf(string project) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(project)))[..8];

    [GeneratedRegex(
        @"^(?<time>\d{8}-\d{6}-\d{7})-(?<process>\d{1,10})-(?<mark>[0-9a-f]{8})\z",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex RunName();

    [GeneratedRegex(@"^[0-9]{4,10}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Number();

    [GeneratedRegex(
        @"^((transcript(-[0-9]+)?|known-failure)\.md|(run|trace|judge)(-[0-9]+)?\.json)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Text();

    [GeneratedRegex(
        @"^recording-[0-9]+(\.[a-z0-9]+)*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Recording();
}
