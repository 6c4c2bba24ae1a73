using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Text;

namespace Cekura.Runs.History;

/// <summary>Where test runs are kept: a folder a project, a file a run, named so that the order of names is the order of time.</summary>
internal static class TestRunFiles
{
    public const string Extension = ".jsonl";

    /// <summary>What an emulator keeps of a run lies beside the run's file.</summary>
    public const string EmulatorExtension = ".emulator.json";

    /// <summary>How many runs of a project are kept.</summary>
    public const int Kept = 20;

    /// <summary>How many runs a history shows at most, own and imported ones together.</summary>
    public const int Shown = 30;

    /// <summary>How many imported runs of a project are kept.</summary>
    public const int KeptImports = 100;

    private const string Folder = "test-runs";

    // Apart: what ran elsewhere is not the last test run of this machine, and its ids may lead nowhere from here.
    private const string Imports = "imported-runs";

    public static string Root(string stateDirectory) => Path.Combine(stateDirectory, Folder);

    /// <summary>Where imported runs are.</summary>
    public static string ImportsRoot(string stateDirectory) => Path.Combine(stateDirectory, Imports);

    /// <summary>Where imported runs of a project are. Other machines have other folders, so the name alone tells projects apart.</summary>
    public static string ImportsOf(string stateDirectory, string project) =>
        Path.Combine(ImportsRoot(stateDirectory), TestName.Segment(project).ToLowerInvariant());

    /// <summary>Whether a file holds a run of another machine.</summary>
    public static bool IsImported(string path) =>
        string.Equals(Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(path))), Imports, StringComparison.Ordinal);

    /// <summary>The runs of a project, own and imported, newest first.</summary>
    /// <param name="stateDirectory">The state directory.</param>
    /// <param name="project">Name of the test project.</param>
    /// <param name="projectDirectory">Folder of the test project; null: of any.</param>
    public static IEnumerable<string> OfProject(string stateDirectory, string project, string? projectDirectory) =>
        NewestFirst(projectDirectory is null ? Root(stateDirectory) : FolderOf(stateDirectory, project, projectDirectory))
            .Concat(NewestFirst(ImportsOf(stateDirectory, project)))
            .OrderByDescending(Path.GetFileName, StringComparer.Ordinal);

    /// <summary>Two checkouts of one project are two projects.</summary>
    public static string FolderOf(string stateDirectory, string project, string projectDirectory)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(projectDirectory))))[..8];
        return Path.Combine(Root(stateDirectory), $"{TestName.Segment(project)}-{hash}");
    }

    /// <summary>A name that no other process takes.</summary>
    public static string NewName(DateTimeOffset time) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{time.UtcDateTime:yyyyMMdd-HHmmss-fff}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}{Extension}"
        );

    /// <summary>Every file of every project, newest first.</summary>
    public static IEnumerable<string> NewestFirst(string root) =>
        HomeFolder.Has(root) && Directory.Exists(root)
            ? Directory
                .EnumerateFiles(root, "*" + Extension, SearchOption.AllDirectories)
                .OrderByDescending(Path.GetFileName, StringComparer.Ordinal)
            : [];

    /// <summary>Deletes all but the newest of a project; what somebody else deletes or holds is left alone.</summary>
    public static void Prune(string folder, int kept = Kept)
    {
        foreach (var old in NewestFirst(folder).Skip(kept).ToList())
        {
            try
            {
                File.Delete(Path.ChangeExtension(old, EmulatorExtension));
                File.Delete(old);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The next run tries again.
            }
        }
    }
}
