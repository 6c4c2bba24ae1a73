using Cekura.Manifests.Text;

namespace Cekura.Manifests.Manifest;

/// <summary>A test-suite file that a manifest lists.</summary>
/// <param name="Path">As written: relative to the manifest's folder.</param>
/// <param name="Location">Where the manifest says so.</param>
internal sealed record ManifestSuite(string Path, SourceLocation Location)
{
    /// <summary>The full path of the file; what can be no path at all is answered as it is written.</summary>
    /// <param name="manifestPath">The manifest, or a copy of it beside copies of its suites.</param>
    public string FullPath(string manifestPath)
    {
        ArgumentNullException.ThrowIfNull(manifestPath);
        return Path.Contains('\0', StringComparison.Ordinal)
            ? Path
            : System.IO.Path.GetFullPath(Path, System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(manifestPath))!);
    }
}
