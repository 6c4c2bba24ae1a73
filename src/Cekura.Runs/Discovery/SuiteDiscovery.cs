using Cekura.Runs.Manifest;
using Cekura.Runs.Settings;
using Cekura.Runs.Suites;

namespace Cekura.Runs.Discovery;

/// <summary>From <c>*.tests.json</c> to cases.</summary>
internal sealed class SuiteDiscovery(CekuraSettings settings, ICollection<ManifestDiagnostic> problems)
{
    /// <summary>The cases of a suite that a manifest lists; none when it cannot be used.</summary>
    public IEnumerable<DiscoveredSuite> Listed(SourceFile file, SourceLocation listedAt, CekuraManifest manifest) =>
        Read(file, listedAt, manifest);

    /// <summary>The cases of a suite in a project without any manifest; none when it cannot be used.</summary>
    public IEnumerable<DiscoveredSuite> Unlisted(SourceFile file) => Read(file, listedAt: null, manifest: null);

    /// <summary>Warns of suites that no manifest lists: a file that is never run looks like a test.</summary>
    public static void ReportUnlisted(IEnumerable<SourceFile> files, ICollection<ManifestDiagnostic> problems)
    {
        foreach (var file in files)
        {
            problems.Add(new ManifestDiagnostic(
                DiagnosticCodes.SuiteNotListed,
                DiagnosticSeverity.Warning,
                $"No manifest of the project lists this suite, so it does not run. Add it: \"suites\": [ \"{Path.GetFileName(file.SourcePath)}\" ].",
                new SourceLocation(file.SourcePath, 1, 1)));
        }
    }

    private IEnumerable<DiscoveredSuite> Read(SourceFile file, SourceLocation? listedAt, CekuraManifest? manifest)
    {
        var read = new SuiteReader().Read(file.CopyPath, file.SourcePath, listedAt);
        Tell(read.Diagnostics);
        if (read.Suite is not { } suite)
        {
            return [];
        }

        var cases = SuiteMatrix.Expand(suite, manifest, settings);
        var target = cases.Count == 0 ? [] : SuiteTarget.Of(manifest, settings).Check(listedAt ?? new SourceLocation(file.SourcePath, 1, 1));
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
