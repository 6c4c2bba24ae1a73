using Cekura.Runs.Manifest;
using Cekura.Runs.Plan;
using Cekura.Runs.Settings;

namespace Cekura.TestAdapter.Discovery;

/// <summary>From a container to its cases: reads the manifests, says what is wrong with them, never touches the network.</summary>
internal static class CaseDiscovery
{
    public static IReadOnlyList<DiscoveredSuite> Discover(TestContainer container, CekuraSettings settings, ICollection<Problem> problems) =>
        [.. Manifests(container, settings, problems).Select(manifest => new DiscoveredSuite(
            manifest.Name,
            CaseRules.Allowed(CaseMatrix.Expand(manifest, settings), diagnostic => problems.Add(new Problem(diagnostic.Severity, diagnostic.ToString())))))];

    private static IEnumerable<CekuraManifest> Manifests(TestContainer container, CekuraSettings settings, ICollection<Problem> problems)
    {
        var reader = new ManifestReader();
        var files = settings.Manifest is { } named ? [new ManifestFile(named, named)] : container.Manifests;
        foreach (var file in files)
        {
            var read = reader.Read(file.CopyPath, file.SourcePath);
            foreach (var diagnostic in read.Diagnostics)
            {
                problems.Add(new Problem(diagnostic.Severity, diagnostic.ToString()));
            }

            if (read.Manifest is { } manifest)
            {
                if (manifest.Suites.Count > 0)
                {
                    // Passing without having run them would be a green that tested nothing.
                    problems.Add(new Problem(
                        DiagnosticSeverity.Error,
                        $"{file.SourcePath} names suites ({string.Join(", ", manifest.Suites)}), which this version does not run. Take them out of the manifest."));
                }

                yield return manifest;
            }
        }

        if (files.Count == 0 && settings.ScenarioIds.Count > 0)
        {
            var project = Path.GetFileNameWithoutExtension(container.Source);
            yield return SettingsManifest.Create(settings, new SourceLocation(container.SettingsPath, 1, 1)) with { Name = project };
        }
    }
}

/// <summary>A manifest with the cases that the settings leave of it.</summary>
internal sealed record DiscoveredSuite(string Name, IReadOnlyList<ScenarioCase> Cases);
