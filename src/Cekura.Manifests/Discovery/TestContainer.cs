using Cekura.Manifests.Suites;

namespace Cekura.Manifests.Discovery;

/// <summary>A test project's dll that asks for this adapter, and where its manifests are.</summary>
/// <param name="Source">Path of the dll.</param>
/// <param name="ProjectDirectory">Folder of the project that was built.</param>
/// <param name="Manifests">Manifests of the project, in the order of the build.</param>
/// <param name="Suites">Suites of the project, in the order of the build.</param>
internal sealed record TestContainer(
    string Source,
    string ProjectDirectory,
    IReadOnlyList<SourceFile> Manifests,
    IReadOnlyList<SourceFile> Suites
)
{
    /// <summary>Whether the code of the dll names manifests of the project, so that finding no other is no mistake.</summary>
    public bool IsLeftToCode { get; init; }

    /// <summary>Whether a fixture in the dll holds all of the project's cases: they run as its NUnit tests.</summary>
    public bool IsHeldByFixture { get; init; }

    /// <summary>The project's own settings file; null when it has none.</summary>
    public SourceFile? Settings { get; init; }

    /// <summary>Where the project's own settings stand, when it has any.</summary>
    public string SettingsPath => Settings?.SourcePath ?? Path.Combine(ProjectDirectory, SettingsFile);

    /// <summary>
    /// To what paths of the project are relative: its folder, or that of the dll where the project is not on this machine.
    /// </summary>
    public string BaseDirectory =>
        Settings is { } file ? Path.GetDirectoryName(Path.GetFullPath(file.SourcePath))!
        : Directory.Exists(ProjectDirectory) ? ProjectDirectory
        : Path.GetDirectoryName(Path.GetFullPath(Source))!;

    /// <summary>What it holds for discovery.</summary>
    public ProjectFiles Files => new(Path.GetFileNameWithoutExtension(Source), SettingsPath, Manifests, Suites);

    /// <summary>The settings file that the build picks up by itself.</summary>
    public const string SettingsFile = "cekura.runsettings";

    /// <summary>
    /// Looks for the index that the build lays beside the dll. Without one the dll is not ours: most dlls are not, so this is a single
    /// look at the disk.
    /// </summary>
    public static TestContainer? Find(string source)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(source)) ?? "";
        var index = Path.Combine(directory, Path.GetFileNameWithoutExtension(source) + ".cekura");
        if (!File.Exists(index))
        {
            return null;
        }

        var lines = File.ReadAllLines(index);
        var project = Entries(lines, "directory=").FirstOrDefault() ?? directory;
        var container = new TestContainer(
            source,
            project,
            SourceFiles("manifest="),
            [.. SourceFiles("suite="), .. SourceFiles("found-suite=").Where(suite => SuiteMark.IsOn(suite.CopyPath))]
        )
        {
            Settings = SourceFiles("settings=") is [var file, ..] ? file : SettingsIn(project),
        };
        return container is { Manifests: [], Suites: [], Settings: null } ? null : container;

        IReadOnlyList<SourceFile> SourceFiles(string key) => [.. Entries(lines, key).Select(entry => SourceOf(directory, project, entry))];
    }

    /// <summary>A settings file that was not there when the project was built; null when there is none.</summary>
    public static SourceFile? SettingsIn(string projectDirectory) =>
        Path.Combine(projectDirectory, SettingsFile) is var path && File.Exists(path) ? SourceFile.Original(path) : null;

    private static IEnumerable<string> Entries(string[] lines, string key) =>
        lines.Where(line => line.StartsWith(key, StringComparison.Ordinal)).Select(line => line[key.Length..]);

    // Where the copy lies beside the dll, and after a tab where the project has the file: a linked one is elsewhere.
    private static SourceFile SourceOf(string outputDirectory, string projectDirectory, string entry)
    {
        var paths = entry.Split('\t');
        var copy = Path.GetFullPath(Path.Combine(outputDirectory, paths[0]));
        var source = Path.GetFullPath(Path.Combine(projectDirectory, paths[^1]));

        // Built on one machine, run on another: then only the copy exists.
        return new SourceFile(copy, File.Exists(source) ? source : copy);
    }
}
