using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Suites;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Discovery;

/// <summary>From <c>*.tests.json</c> to cases.</summary>
internal sealed class SuiteDiscovery(CekuraSettings settings, SuiteNames names, ICollection<ManifestDiagnostic> problems)
{
    /// <summary>The cases of a suite that a manifest lists; none when it cannot be used.</summary>
    public IEnumerable<DiscoveredSuite> Listed(SourceFile manifestFile, ManifestSuite listed, CekuraManifest manifest) =>
        Read(manifestFile.Of(listed), manifestFile, listed.Location, manifest);

    /// <summary>The cases of a suite in a project without any manifest; none when it cannot be used.</summary>
    public IEnumerable<DiscoveredSuite> Unlisted(SourceFile file) => Read(file, manifestFile: null, listedAt: null, manifest: null);

    private IEnumerable<DiscoveredSuite> Read(SourceFile file, SourceFile? manifestFile, SourceLocation? listedAt, CekuraManifest? manifest)
    {
        var read = new SuiteReader().Read(file.CopyPath, file.SourcePath, listedAt);
        Tell(names.WithPlace(read.Diagnostics, file, manifestFile));
        if (read.Suite is not { } suite)
        {
            return [];
        }

        var cases = SuiteMatrix.Expand(suite, manifest, settings);
        var target =
            cases.Count == 0 ? [] : SuiteTarget.Of(manifest, settings).Check(listedAt ?? new SourceLocation(file.SourcePath, 1, 1));
        Tell(target);
        return target.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? [] : [new DiscoveredSuite(suite.Name, cases)];
    }

    private void Tell(IEnumerable<ManifestDiagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            problems.Add(diagnostic);
        }
    }
}
