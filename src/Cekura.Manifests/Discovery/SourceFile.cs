using Cekura.Manifests.Manifest;

namespace Cekura.Manifests.Discovery;

/// <summary>A manifest or suite.</summary>
/// <param name="CopyPath">The file that is read: the copy that was built, or the source itself.</param>
/// <param name="SourcePath">The file that people edit; locations name it.</param>
internal sealed record SourceFile(string CopyPath, string SourcePath)
{
    /// <summary>A file that is read where people edit it.</summary>
    public static SourceFile Original(string path) => new(path, path);

    /// <summary>A suite that this manifest lists.</summary>
    internal SourceFile Of(ManifestSuite suite)
    {
        var copy = suite.FullPath(CopyPath);
        var source = suite.FullPath(SourcePath);

        // A file outside the project is not copied.
        return new SourceFile(File.Exists(copy) ? copy : source, source);
    }
}
