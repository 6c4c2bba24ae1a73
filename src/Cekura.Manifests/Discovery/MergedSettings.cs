using Cekura.Manifests.Settings;

namespace Cekura.Manifests.Discovery;

/// <summary>
/// Takes apart what the platform merges: the settings file that was named, and what was typed behind <c>--</c>. The build says which is
/// which. Where no build started the run (<c>dotnet vstest x.dll</c>), the file is looked for where it was named: what it has too came from
/// there.
/// </summary>
internal sealed class MergedSettings(RunSettingsDocument merged, TestContainer container, IReadOnlyDictionary<string, string?> variables)
{
    private const string UnknownFile = "settings file";
    private const string Results = "TestResults";

    /// <summary>Says who said what.</summary>
    public SplitSettings Split()
    {
        if (merged.Cekura.Count == 0 && merged.Invocation?.SettingsFile is null)
        {
            return Layers(file: null, _ => Origin.Typed);
        }

        if (merged.Invocation is { } invocation)
        {
            var named = invocation.SettingsFile is { } path ? SettingsFileAt.Load(path) : null;
            return Layers(named, key => !invocation.Typed.Contains(key) && named?.Says(key, merged) == true ? Origin.File : Origin.Typed);
        }

        if (merged.IsForExplorer)
        {
            return Layers(Candidates().FirstOrDefault(file => file.IsSame(merged)), _ => Origin.File);
        }

        return merged.FileDirectory is null ? Layers(file: null, _ => Origin.Typed) : OfUnknownFile();
    }

    // Several files may fit; what they agree in is known.
    private SplitSettings OfUnknownFile()
    {
        var files = Candidates().Where(file => file.Fits(merged)).ToList();
        return Layers(files.Count == 1 ? files[0] : files.Find(file => file.IsSame(merged)), key => merged.Typed.Contains(key)
                ? Origin.Typed
            : files.Count == 0 ? Origin.Unknown
            : files.TrueForAll(file => file.Says(key, merged)) ? Origin.File
            : files.Exists(file => file.Says(key, merged)) ? Origin.Unknown
            : Origin.Typed);
    }

    private SplitSettings Layers(SettingsFileAt? file, Func<string, Origin> originOf)
    {
        var isProject =
            file is not null
            && container.Settings is { } own
            && (Path.GetFullPath(own.SourcePath) == file.Path || Path.GetFullPath(own.CopyPath) == file.Path);
        var directory = isProject ? container.BaseDirectory : file?.Directory ?? merged.Directory ?? container.BaseDirectory;
        var all = new SettingLayer(file?.Path ?? UnknownFile, merged.Cekura, directory)
        {
            Places = file?.Content.Places ?? new Dictionary<string, (int, int)>(),
        };
        var origins = merged.Cekura.Keys.ToDictionary(key => key, originOf, StringComparer.OrdinalIgnoreCase);
        var named = all.Where(key => origins[key] == Origin.File);
        return new SplitSettings(
            new SettingLayers
            {
                CommandLine = new SettingLayer(
                    SettingLayer.CommandLine,
                    all.Where(key => origins[key] == Origin.Typed).Given,
                    container.BaseDirectory
                ),
                Undecided = all.Where(key => origins[key] == Origin.Unknown) with
                {
                    Name = SettingLayers.RunSettings,
                    Places = new Dictionary<string, (int, int)>(),
                },
                Named = isProject ? SettingLayer.Empty : named,
                Project = isProject ? named : SettingLayer.Empty,
                Environment = variables,
                Directory = container.BaseDirectory,
            },
            isProject
        );
    }

    private IEnumerable<SettingsFileAt> Candidates()
    {
        var own = container.Settings is { } settings ? new[] { settings.SourcePath, settings.CopyPath } : [];
        var named = Directories().SelectMany(FilesIn);
        return own.Concat(named)
            .Select(Path.GetFullPath)
            .Distinct(StringComparer.Ordinal)
            .Select(SettingsFileAt.Load)
            .OfType<SettingsFileAt>();
    }

    // A relative folder is relative to where the command was typed: the shell's folder, under which the platform also puts its results.
    private IEnumerable<string> Directories()
    {
        if (merged.FileDirectory is not { } directory)
        {
            return [];
        }

        if (merged.Directory is { } rooted)
        {
            return [rooted];
        }

        var results = Path.GetFileName(merged.ResultsDirectory) == Results ? Path.GetDirectoryName(merged.ResultsDirectory) : null;
        return new[] { results, variables.GetValueOrDefault("PWD") }
            .OfType<string>()
            .Where(Path.IsPathRooted)
            .Select(folder => Path.GetFullPath(directory, folder))
            .Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> FilesIn(string directory)
    {
        try
        {
            return Directory.Exists(directory)
                ? [.. Directory.EnumerateFiles(directory, "*.runsettings"), .. Directory.EnumerateFiles(directory, "*.xml")]
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private enum Origin
    {
        Unknown,
        Typed,
        File,
    }
}

/// <summary>The run's settings, taken apart.</summary>
/// <param name="Layers">What was typed, what stands in the file that was named, and what may be either.</param>
/// <param name="HasProject">Whether that file is the project's own, which then need not be read.</param>
internal sealed record SplitSettings(SettingLayers Layers, bool HasProject);
