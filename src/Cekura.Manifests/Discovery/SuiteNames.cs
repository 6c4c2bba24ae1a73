using Cekura.Manifests.Text;

namespace Cekura.Manifests.Discovery;

/// <summary>What manifests of a project write to list its suites: a path from where the manifest lies. Messages advise it.</summary>
internal sealed class SuiteNames(ProjectFiles project)
{
    private const int MaxPath = 400;

    /// <summary>Warns of suites that no manifest lists: a file that is never run looks like a test.</summary>
    /// <param name="listed">Suites that the project's manifests list, by their paths.</param>
    public IEnumerable<ManifestDiagnostic> ReportUnlisted(HashSet<string> listed)
    {
        if (project.Manifests.Count == 0)
        {
            yield break;
        }

        foreach (var file in project.Suites.Where(suite => !listed.Contains(suite.SourcePath)))
        {
            // The shortest is that of the nearest manifest.
            var (manifest, name) = project
                .Manifests.Select(manifest => (manifest, Name: NameIn(manifest, file)))
                .MinBy(listing => listing.Name.Length);
            yield return new ManifestDiagnostic(
                DiagnosticCodes.SuiteNotListed,
                DiagnosticSeverity.Warning,
                $"No manifest of the project lists this suite, so it does not run. Add it to {Shown(Relative(project.SettingsPath, manifest.SourcePath))}: \"suites\": [ \"{Shown(name)}\" ].",
                new SourceLocation(file.SourcePath, 1, 1)
            );
        }
    }

    /// <summary>What is wrong with a suite; of one that is not there also where the project has one of its name.</summary>
    /// <param name="diagnostics">What reading it said.</param>
    /// <param name="file">The suite as it is listed.</param>
    /// <param name="manifest">The manifest that lists it; null for none.</param>
    public IEnumerable<ManifestDiagnostic> WithPlace(IEnumerable<ManifestDiagnostic> diagnostics, SourceFile file, SourceFile? manifest)
    {
        var meant = manifest is null
            ? null
            : project.Suites.FirstOrDefault(suite =>
                string.Equals(Path.GetFileName(suite.SourcePath), Path.GetFileName(file.SourcePath), StringComparison.OrdinalIgnoreCase)
            );
        return meant is null
            ? diagnostics
            : diagnostics.Select(diagnostic =>
                diagnostic.Code == DiagnosticCodes.SuiteNotFound
                    ? diagnostic with
                    {
                        Message = $"{diagnostic.Message} Did you mean \"{Shown(NameIn(manifest!, meant))}\"?",
                    }
                    : diagnostic
            );
    }

    private static string Shown(string path) => Quoted.Bare(path, MaxPath);

    private static string NameIn(SourceFile manifest, SourceFile suite) => Relative(manifest.SourcePath, suite.SourcePath);

    private static string Relative(string from, string to) =>
        Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(from))!, Path.GetFullPath(to))
            .Replace(Path.DirectorySeparatorChar, '/');
}
