namespace Cekura.Manifests.Discovery;

/// <summary>
/// Looks why a test dll has no index although somebody wrote tests for it: a manifest lies in its project, or beside it. Without a word
/// such a dll looks like one that has none.
/// </summary>
internal static class MissingIndex
{
    private const string Manifest = "cekura.json";

    // The folder of the project, and bin/Debug/net10.0/linux-x64/publish below it.
    private const int MostLevels = 6;

    /// <summary>What to say of a dll without an index; null for one that is not ours, which most are.</summary>
    public static string? Explain(string source)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(source))!;
        var name = Path.GetFileNameWithoutExtension(source);
        if (File.Exists(Path.Combine(folder, Manifest)))
        {
            return $"none of the tests of {Path.Combine(folder, Manifest)} can run: {name}.cekura, the index that the build lays beside {name}.dll, is not there. Copy it along, or build the project again.";
        }

        return ProjectManifest(folder) is { } manifest
            ? $"none of the tests of {manifest} run: when {name}.dll was built, it was no part of the project. Build the project again; if that changes nothing, "
                + "something keeps the package's build files away (ExcludeAssets or IncludeAssets of the reference), or takes the manifest out (CekuraManifest Remove)."
            : null;
    }

    // Of the dll's folder and those above it, the first with a project is its own.
    private static string? ProjectManifest(string folder)
    {
        var above = folder;
        for (var level = 0; level < MostLevels && above is not null; level++, above = Path.GetDirectoryName(above))
        {
            if (IsProject(above))
            {
                var manifest = Path.Combine(above, Manifest);
                return File.Exists(manifest) ? manifest : null;
            }
        }

        return null;
    }

    private static bool IsProject(string folder)
    {
        try
        {
            return Directory.EnumerateFiles(folder, "*.??proj").Any();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
